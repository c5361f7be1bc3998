import { expect, test } from 'vitest';
import type { MutationRule } from '../../../core/program/program.ts';
import { type Mutated, mutate } from '../../../core/reconcile/mutation.ts';
import { anExpression, anObject, noConditions } from '../../helpers/builders.ts';

const environment = { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) };

function override(field: string, value: unknown): MutationRule {
  const expression = anExpression(() => value);
  return {
    field: anExpression(() => field, field),
    action: 'override',
    value: expression,
    when: noConditions,
  };
}

function run(spec: object, ...rules: readonly MutationRule[]): Promise<Mutated> {
  return mutate({ first: true, rules }, anObject({ spec }), { roots: {}, environment });
}

test('a map replaces another map, and an equal one changes nothing', async () => {
  const other = await run({ limits: { cpu: 1 } }, override('spec.limits', { cpu: 2 }));
  const same = await run({ limits: { cpu: 1 } }, override('spec.limits', { cpu: 1 }));

  expect(other.object['spec']).toEqual({ limits: { cpu: 2 } });
  expect(same.changes).toEqual([]);
});

test('a value with the same text changes nothing', async () => {
  expect((await run({ replicas: 2 }, override('spec.replicas', '2'))).changes).toEqual([]);
});

test.each(['status.phase', 'kind', 'metadata.name'])(
  '%s from a template is told, not set',
  async (field) => {
    const { changes, problems } = await run({}, override(field, 'x'));

    expect(changes).toEqual([]);
    expect(problems).toEqual([`${field}: rules set spec, labels and annotations`]);
  },
);

test.each([
  'metadata.labels.app.kubernetes.io/name',
  'metadata.annotations.example.org/tier.v2',
  '.metadata.labels.plain',
])('%s is one key of labels or annotations', async (field) => {
  const [, part = '', ...rest] = field.replace(/^\./, '').split('.');
  const key = rest.join('.');
  const labelled = anObject({ metadata: { name: 'a', [part]: { [key]: 'old' } } });
  const scope = { roots: {}, environment };
  const rules = [override(field, 'new')];

  const set = await mutate({ first: true, rules }, anObject({}), scope);
  const changed = await mutate({ first: true, rules }, labelled, scope);

  expect(set.problems).toEqual([]);
  expect(set.object.metadata).toMatchObject({ [part]: { [key]: 'new' } });
  expect(changed.changes).toEqual([{ path: field.replace(/^\./, ''), from: 'old', to: 'new' }]);
  expect(changed.object.metadata).toMatchObject({ [part]: { [key]: 'new' } });
});

test('a default leaves a label with dots as it is', async () => {
  const object = anObject({ metadata: { name: 'a', labels: { 'example.org/tier': 'gold' } } });
  const rule: MutationRule = {
    ...override('metadata.labels.example.org/tier', 'x'),
    action: 'default',
  };

  const { changes } = await mutate({ first: true, rules: [rule] }, object, {
    roots: {},
    environment,
  });

  expect(changes).toEqual([]);
});
