import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AuditCount,
  auditLogEnd,
  type ControlPlane,
  readAuditCounts,
  startControlPlane,
} from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';
import { type Operator, startOperator } from './support/operator.ts';

const GROUP = 'loop.example.org';
const USERS = ['first', 'second'] as const;

let controlPlane: ControlPlane;
beforeAll(async () => {
  controlPlane = await startControlPlane({
    audit: true,
    users: USERS.map((name) => ({ name, groups: ['system:masters'] })),
  });
});
afterAll(() => controlPlane?.stop());

const kubectl = (args: readonly string[], input?: object): Promise<string> =>
  controlPlane.requireKubectl(
    [...args],
    input === undefined ? {} : { input: JSON.stringify(input) },
  );

/** Serves a kind of its own, so that the tests do not meet. */
async function install(kind: string): Promise<void> {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  await kubectl(['apply', '-f', '-'], {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      names: { kind, plural },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  });
  await kubectl(['wait', '--for=condition=Established', `crd/${plural}.${GROUP}`]);
}

async function katalogOf(name: string, kind: string, box: string): Promise<string> {
  const path = join(controlPlane.stateFolder, `${name}.yaml`);
  await writeFile(
    path,
    `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: ${name} }
spec:
  crds:
    ${kind.toLowerCase()}:
      apiTypes: { group: ${GROUP}, version: v1, kind: ${kind}, plural: ${kind.toLowerCase()}s }
      resync: 60s
      operatorBox: ${box}
`,
  );
  return path;
}

const operate = async (
  user: (typeof USERS)[number],
  katalog: string,
  namespace: string,
): Promise<Operator> =>
  startOperator(controlPlane, {
    name: `${user}-${namespace}`,
    katalog,
    kubeconfig: await controlPlane.kubeconfigFor(user),
    args: ['--namespace', namespace],
  });

const create = (kind: string, name: string): Promise<string> =>
  kubectl(['create', '-f', '-'], {
    apiVersion: `${GROUP}/v1`,
    kind,
    metadata: { name, namespace: 'default' },
    spec: {},
  });

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

async function conditionOf(
  resource: string,
  name: string,
  type: string,
): Promise<Condition | undefined> {
  const printed = JSON.parse(await kubectl(['get', resource, name, '-o', 'json']));
  return printed.status?.conditions?.find((each: Condition) => each.type === type);
}

/** Writes to a kind of resource by the operators, as the audit log has them. */
async function writesTo(resource: string, fromByte = 0): Promise<number> {
  const counts = await readAuditCounts(controlPlane.auditLogPath ?? '', { fromByte });
  const isWrite = ({ user, verb, resource: of }: AuditCount): boolean =>
    of === resource && user !== 'admin' && ['create', 'patch', 'update', 'delete'].includes(verb);
  return counts.filter(isWrite).reduce((sum, { count }) => sum + count, 0);
}

const metricsOf = async ({ url }: Operator): Promise<string> =>
  (await fetch(`${url}/metrics`)).text();

const signOf = (motto: string): string =>
  `{ onReconcile: { configMaps: [{ name: sign, data: { motto: ${motto} } }] } }`;

test('two installations that declare one object differently are slowed down to the resync, and told', async () => {
  await install('Shop');
  await kubectl(['create', 'namespace', 'other']);
  const one = await operate('first', await katalogOf('open', 'Shop', signOf('open')), 'default');
  const two = await operate('second', await katalogOf('closed', 'Shop', signOf('closed')), 'other');
  try {
    await create('Shop', 'fought');
    const loop = await eventually(
      () => conditionOf('shops', 'fought', 'WriteLoop'),
      (condition) => condition?.status === 'True',
      60_000,
    );
    await eventually(
      async () => [await metricsOf(one), await metricsOf(two)],
      (texts) => texts.every((text) => text.includes('orkestra_write_loops{crd="shop"} 1')),
      30_000,
    );
    const untilTold = await writesTo('configmaps');
    const end = await auditLogEnd(controlPlane.auditLogPath ?? '');
    await sleep(10_000);

    expect(loop).toMatchObject({
      reason: 'Contested',
      message: expect.stringMatching(/data\.motto is set back each time .* by .*once per resync/),
    });
    expect(await conditionOf('shops', 'fought', 'Ready')).toMatchObject({
      status: 'False',
      reason: 'WriteLoop',
    });
    expect(untilTold).toBeLessThan(80);
    // Each is let through once per resync of 60 s, and the other may answer once.
    expect(await writesTo('configmaps', end)).toBeLessThanOrEqual(4);
    expect(await writesTo('shops', end)).toBeLessThanOrEqual(4);
    expect(
      await kubectl(['get', 'events', '-o', 'name', '--field-selector', 'reason=ShopWriteLoop']),
    ).not.toBe('');
    expect(await one.get('/katalog/shop/health')).toMatchObject({
      loopingResources: [
        { object: 'default/fought', message: expect.stringContaining('data.motto') },
      ],
    });
  } finally {
    await one.stop();
    await two.stop();
  }
});

/** Puts another letter behind what is stored, with each write. */
const GROWING = `oldObject == null ? 'x' : oldObject.data.a + 'x'`;

test('what an admission policy makes of each write is written once, and told', async () => {
  await install('Stall');
  const named = { metadata: { name: 'growing' } };
  await kubectl(['apply', '-f', '-'], {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicy',
    ...named,
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['configmaps'],
          },
        ],
      },
      matchConditions: [{ name: 'ours', expression: "object.metadata.name.startsWith('grown')" }],
      mutations: [
        {
          patchType: 'JSONPatch',
          jsonPatch: { expression: `[JSONPatch{op: 'add', path: '/data/a', value: ${GROWING}}]` },
        },
      ],
    },
  });
  await kubectl(['apply', '-f', '-'], {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicyBinding',
    ...named,
    spec: { policyName: 'growing' },
  });
  const dataOf = async (name: string): Promise<string> =>
    kubectl(['get', 'configmap', name, '-o', 'jsonpath={.data.a}']);
  await eventually(
    async () => {
      await kubectl(['delete', 'configmap', 'grown-probe', '--ignore-not-found']);
      await kubectl(['create', 'configmap', 'grown-probe', '--from-literal=a=b']);
      return dataOf('grown-probe');
    },
    (data) => data === 'x',
    30_000,
  );
  const box = `{ onReconcile: { configMaps: [{ name: "{{ .metadata.name }}", data: { a: ours } }] } }`;
  const operator = await operate('first', await katalogOf('stalls', 'Stall', box), 'default');
  try {
    const start = await auditLogEnd(controlPlane.auditLogPath ?? '');
    await create('Stall', 'grown');
    const ready = await eventually(
      () => conditionOf('stalls', 'grown', 'Ready'),
      (condition) => condition !== undefined,
      30_000,
    );
    await sleep(5_000);

    expect(ready).toMatchObject({
      status: 'True',
      message: expect.stringContaining('stored otherwise: configMaps/grown data.a'),
    });
    expect(await dataOf('grown')).toBe('x');
    expect(await writesTo('configmaps', start)).toBe(1);
  } finally {
    await operator.stop();
  }
});
