import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import {
  type CrdProgram,
  compile,
  decide,
  type KubeObject,
  type Snapshot,
} from '../../../core/index.ts';
import { decideStatus } from '../../../core/reconcile/decide-status.ts';
import { scopeOf } from '../../../core/reconcile/scope.ts';
import { createBlockProviders } from '../../../plugins/cli/compose.ts';
import { generateCrd } from '../../../plugins/cli/crd/generate-crd.ts';
import {
  createOfflineWorld,
  type OfflineWorld,
} from '../../../plugins/cli/offline/offline-world.ts';
import { validateStructuralSchema } from '../../../plugins/devcluster/crd/validate-structural-schema.ts';
import { applyDefaults } from '../../../plugins/devcluster/schema/apply-defaults.ts';
import { prune } from '../../../plugins/devcluster/schema/prune.ts';
import { validate } from '../../../plugins/devcluster/schema/validate.ts';
import type { KubernetesSchema } from '../../../schemas/index.ts';

/** Fields of the spec that Katalogs read and objects have, few enough to meet. */
const FIELD = fc.constantFrom('a', 'b', 'c', 'a.x', 'b.y', 'c.x.y');

const SCALAR = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    'a',
    'true',
    '3',
    '1.10',
    'x-1',
    ' a ',
    true,
    false,
    0,
    1,
    3,
    42,
    2.5,
    null,
  ),
  fc.integer({ min: -3, max: 20 }),
);

const VALUE = fc.letrec((tie) => ({
  value: fc.oneof(
    { weight: 4, arbitrary: SCALAR },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    {
      weight: 2,
      arbitrary: fc.dictionary(fc.constantFrom('x', 'y', 'name', 'n'), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    },
  ),
})).value;

const SPEC = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'other'), VALUE, {
  maxKeys: 4,
  noNullPrototype: true,
});

/** Texts that say something about a field, each in another way. */
const EXPRESSION = FIELD.chain((field) =>
  fc.constantFrom(
    `{{ .spec.${field} }}`,
    `{{ range .spec.${field} }}{{ . }},{{ end }}`,
    `{{ range .spec.${field} }}{{ .name }},{{ end }}`,
    `{{ range $k, $v := .spec.${field} }}{{ $k }}={{ $v }};{{ end }}`,
    `{{ with .spec.${field} }}{{ . }}{{ end }}`,
    `{{ with .spec.${field} }}{{ .x }}{{ end }}`,
    `{{ if .spec.${field} }}1{{ else }}0{{ end }}`,
    `{{ toJson .spec.${field} }}`,
    `{{ get .spec "${field.replaceAll('.', '" "')}" }}`,
    `{{ default "d" .spec.${field} }}`,
    `{{ index .spec "a" }}`,
    `{% $string(spec.${field}) %}`,
    `{% $count(spec.${field}) & '' %}`,
    `{% $join(spec.${field}.name.$string(), ',') %}`,
    `{% $string(spec.${field}.{'n': $}) %}`,
    `{% $string(spec.**) %}`,
    `v-{{ .spec.${field} }}-w`,
  ),
);

const WHOLE = fc.oneof(
  FIELD.map((field) => `{{ .spec.${field} }}`),
  fc.constantFrom('2', '{{ .spec.a | default 1 }}'),
);

const CONDITION = FIELD.chain((field) =>
  fc.constantFrom<object>(
    { field: `spec.${field}`, equals: 'a' },
    { field: `spec.${field}`, greaterThan: '2' },
    { field: `spec.${field}`, exists: true },
    { field: `spec.${field}`, in: '1,a,true' },
    { field: `{{ .spec.${field} }}`, notEquals: 'a' },
    { expr: `spec.${field} > 3` },
    { expr: `spec.${field}[x > 3].y = 'a'` },
  ),
);

const WHEN = fc.option(fc.array(CONDITION, { minLength: 1, maxLength: 2 }), { nil: undefined });

const RULE = fc
  .record({
    field: FIELD.map((field) => `spec.${field}`),
    check: fc.constantFrom<object>(
      { operator: 'exists' },
      {},
      { min: '1' },
      { max: '10' },
      { min: '1', max: '3' },
      { operator: 'gte', value: '2' },
      { prefix: 'a' },
      { regex: '^[a-z0-9]+$' },
      { in: 'a, 3, true, 1.10' },
      { operator: 'in', value: 'x-1,0' },
      { contains: 'a' },
      { notEquals: 'b' },
      { between: '1,10' },
      { operator: 'typeMap' },
    ),
    action: fc.constantFrom('deny', 'warn'),
    when: WHEN,
    fires: fc.option(fc.constant({ reconcile: false }), { nil: undefined, freq: 5 }),
  })
  .map(({ check, ...rule }) => ({ ...rule, ...check, message: 'm' }));

const MUTATION = fc
  .record({
    field: FIELD.map((field) => `spec.${field}`),
    value: fc.oneof(
      fc.constantFrom<object>(
        { default: '8080' },
        { default: 3 },
        { default: true },
        { default: 'a' },
      ),
      fc.constantFrom<object>({ override: 'a' }, { override: '5', valueType: 'int' }),
      fc.constantFrom<object>({ default: '3', valueType: 'int' }, { default: '{{ .spec.a }}' }),
    ),
    when: WHEN,
  })
  .map(({ value, ...rule }) => ({ ...rule, ...value }));

const STATUS = fc.record({
  path: fc.constantFrom('p', 'q', 'p.r', 'q.s.t'),
  value: EXPRESSION,
  type: fc.constantFrom(undefined, undefined, 'int', 'bool', 'string', 'float', 'auto'),
  when: WHEN,
});

const KATALOG = fc.record({
  normalize: fc.option(
    fc.dictionary(FIELD, EXPRESSION, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    {
      nil: undefined,
      freq: 2,
    },
  ),
  rules: fc.array(RULE, { maxLength: 3 }),
  mutations: fc.array(MUTATION, { maxLength: 2 }),
  mutateFirst: fc.boolean(),
  boxWhen: fc.option(fc.array(CONDITION, { minLength: 1, maxLength: 1 }), {
    nil: undefined,
    freq: 4,
  }),
  data: fc.dictionary(fc.constantFrom('k', 'l', 'replicas'), EXPRESSION, {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  forEach: fc.option(FIELD, { nil: undefined }),
  when: WHEN,
  image: EXPRESSION,
  replicas: WHOLE,
  port: WHOLE,
  deploymentWhen: WHEN,
  status: fc.array(STATUS, { maxLength: 4 }),
});

type Parts = typeof KATALOG extends fc.Arbitrary<infer Value> ? Value : never;

function katalogOf(parts: Parts): string {
  const { normalize, rules, mutations, mutateFirst, boxWhen, forEach, status } = parts;
  return stringify({
    apiVersion: 'orkestra.orkspace.io/v1',
    kind: 'Katalog',
    metadata: { name: 'k' },
    spec: {
      crds: {
        thing: {
          apiTypes: { group: 'a.io', version: 'v1', kind: 'Thing', plural: 'things' },
          ...(normalize === undefined ? {} : { normalize: { spec: normalize } }),
          ...(rules.length === 0 ? {} : { validation: { rules } }),
          ...(mutations.length === 0 ? {} : { mutation: { mutateFirst, rules: mutations } }),
          operatorBox: {
            ...(boxWhen === undefined ? {} : { when: boxWhen }),
            onReconcile: {
              configMaps: [
                {
                  name: forEach === undefined ? 'm' : 'm-{{ .index }}',
                  data: parts.data,
                  ...(forEach === undefined ? {} : { forEach: { field: `spec.${forEach}` } }),
                  when: parts.when,
                },
              ],
              deployments: [
                {
                  name: 'd',
                  image: parts.image,
                  replicas: parts.replicas,
                  when: parts.deploymentWhen,
                },
              ],
              services: [{ name: 's', port: parts.port }],
            },
            status: { fields: status },
          },
        },
      },
    },
  });
}

async function programOf(text: string): Promise<CrdProgram | undefined> {
  const { program } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: createBlockProviders(),
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5 },
  });
  return program?.crds[0];
}

async function worldOf(crd: CrdProgram): Promise<OfflineWorld> {
  return createOfflineWorld({ revision: '', katalogs: [], crds: [crd] }, [], 0);
}

function schemaOf(manifest: KubeObject): KubernetesSchema {
  const spec = manifest['spec'] as {
    readonly versions: readonly {
      readonly schema: { readonly openAPIV3Schema: KubernetesSchema };
    }[];
  };
  return spec.versions[0]?.schema.openAPIV3Schema ?? {};
}

/** Defaults that their own schema refuses; the API server takes no definition with one. */
function wrongDefaults(schema: KubernetesSchema): readonly unknown[] {
  const inner = Object.values(schema.properties ?? {}).flatMap(wrongDefaults);
  if (schema.default === undefined) return inner;
  return [...inner, ...validate(schema, schema.default, '')];
}

/** What an API server with the inferred definition says of an object, and the fields it drops. */
function judged(schema: KubernetesSchema, object: KubeObject): object {
  const stored = structuredClone(object);
  applyDefaults(schema, stored);
  const pruned = prune(schema, { spec: stored['spec'], status: stored['status'] });
  return { pruned, errors: validate(schema, stored, '') };
}

async function decided(
  crd: CrdProgram,
  object: KubeObject,
  world: OfflineWorld,
): Promise<{ readonly written: KubeObject; readonly works: boolean }> {
  const observations = new Map();
  const owner = { crd: crd.name, gvk: crd.gvk, namespaced: true, object };
  for (const [name, provider] of world.providers)
    observations.set(name, await provider.observe({ owner, declared: [] }, world.signal));
  const environment = { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) };
  const snapshot: Snapshot = {
    object,
    observations,
    figures: { metrics: {}, health: {} },
    environment,
  };
  const decision = await decide(crd, snapshot, world.providers);
  const status = await decideStatus(crd, {
    object: decision.object,
    scope: scopeOf(snapshot, decision.object, world.providers),
    conditions: decision.conditions,
    nowMs: 0,
  });
  return {
    works: decision.error === undefined,
    written: { ...decision.object, status: status.patch ?? {} },
  };
}

const NOTHING_WRONG = { pruned: [], errors: [] };

describe('the inferred CRD', () => {
  test('takes every object that the operator can work with, and what the operator writes to it', async () => {
    let worked = 0;
    await fc.assert(
      fc.asyncProperty(
        KATALOG,
        fc.array(SPEC, { minLength: 1, maxLength: 4 }),
        async (parts, specs) => {
          const crd = await programOf(katalogOf(parts));
          fc.pre(crd !== undefined);
          if (crd === undefined) return;
          const manifest = generateCrd(crd);
          const schema = schemaOf(manifest);
          expect(validateStructuralSchema({ ...schema }, '')).toEqual([]);
          expect(wrongDefaults(schema)).toEqual([]);
          const world = await worldOf(crd);
          for (const spec of specs) {
            const metadata = { name: 't', namespace: 'default', uid: 'u', generation: 1 };
            const object: KubeObject = { apiVersion: 'a.io/v1', kind: 'Thing', metadata, spec };
            const { works, written } = await decided(crd, object, world);
            if (!works) continue;
            worked += 1;
            expect(judged(schema, object)).toEqual(NOTHING_WRONG);
            expect(judged(schema, written)).toEqual(NOTHING_WRONG);
          }
          await world.stop();
        },
      ),
      { numRuns: 60 },
    );
    // A property about objects that never are is none.
    expect(worked).toBeGreaterThan(10);
  }, 120_000);
});
