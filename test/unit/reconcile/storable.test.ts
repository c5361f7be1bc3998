import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { storableOf } from '../../../core/reconcile/storable.ts';
import { anObject } from '../../helpers/builders.ts';

type Spec = Readonly<Record<string, unknown>>;
type Rule = (spec: Spec) => unknown;

const prepareBy =
  (rules: Readonly<Record<string, Rule>>) =>
  async (object: KubeObject): Promise<KubeObject> => {
    const spec = object['spec'] as Spec;
    const made = Object.entries(rules).map(([key, rule]) => [key, rule(spec)]);
    return { ...object, spec: { ...spec, ...Object.fromEntries(made) } };
  };

async function storable(spec: Spec, rules: Readonly<Record<string, Rule>>) {
  const raw = anObject({ spec });
  const prepare = prepareBy(rules);
  const prepared = await prepare(raw);
  const paths = Object.keys(rules).map((key) => `spec.${key}`);
  const { object, held } = await storableOf(raw, prepared, paths, prepare);
  return { raw, prepared, prepare, spec: object['spec'], held, object };
}

const trimmed: Rule = ({ a }) => String(a).trim();
const prefixed: Rule = ({ image }) => `registry.internal/${String(image)}`;

test.each([
  {
    what: 'a canonical form is stored',
    spec: { a: ' Staging ' },
    rules: { a: trimmed },
    stored: { a: 'Staging' },
    held: [],
  },
  {
    what: 'a prefix is not stored',
    spec: { image: 'nginx' },
    rules: { image: prefixed },
    stored: { image: 'nginx' },
    held: ['spec.image'],
  },
  {
    what: 'of both only the canonical form is stored',
    spec: { a: ' x ', image: 'nginx' },
    rules: { a: trimmed, image: prefixed },
    stored: { a: 'x', image: 'nginx' },
    held: ['spec.image'],
  },
  {
    what: 'a counter is not stored',
    spec: { n: 1 },
    rules: { n: (({ n }) => Number(n) + 1) as Rule },
    stored: { n: 1 },
    held: ['spec.n'],
  },
  {
    what: 'what others are made from is not stored where they would come out otherwise',
    spec: { a: ' x ' },
    rules: { a: trimmed, b: (({ a }) => String(a).length) as Rule },
    stored: { a: ' x ', b: 3 },
    held: ['spec.a'],
    either: true,
  },
])('$what', async ({ spec, rules, stored, held, either = false }) => {
  const found = await storable(spec, rules);

  if (!either) expect(found).toMatchObject({ spec: stored, held });
  expect((await found.prepare(found.object))['spec']).toEqual(found.prepared['spec']);
});

const RULES: readonly Rule[] = [
  ({ a }) => String(a).trim(),
  ({ a }) => `x${String(a)}`,
  ({ b }) => String(b).toLowerCase(),
  ({ a, b }) => `${String(a)}${String(b)}`,
  ({ c }) => Number(c ?? 0) + 1,
  () => 'fixed',
  ({ c }) => c,
];

test('whatever is stored, preparing it gives what preparing the original gave, and it is stored once', async () => {
  const rule = fc.constantFrom(...RULES);
  await fc.assert(
    fc.asyncProperty(
      fc.record({ a: fc.string(), b: fc.string(), c: fc.integer() }),
      fc.record({ a: rule, b: rule, c: rule }, { requiredKeys: [] }),
      async (spec, rules) => {
        const first = await storable(spec, rules);
        const after = await storable(first.spec as Spec, rules);

        expect(after.prepared['spec']).toEqual(first.prepared['spec']);
        expect(after.spec).toEqual(first.spec);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});
