import { expect, test } from 'vitest';
import { compile } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const DEFAULTS = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };
const BAD = '{{ .spec.a | defalt 1 }}';

/** Documents with a fault of their fields, beside a template that does not compile. */
test.each([
  ['an entry that lacks a field', box(`onCreate: { deployments: [{ name: "${BAD}" }] }`)],
  ['an unknown field', box(`onCreate: { configMaps: [{ nam: "${BAD}" }] }`)],
  ['an unknown block', box(`onCreat: { configMaps: [{ name: "${BAD}" }] }`)],
  ['a condition with an unknown key', box(`when: [{ field: "${BAD}", equal: a }]`)],
  ['a status field without a path', box(`status: { fields: [{ value: "${BAD}" }] }`)],
  ['a rule without a field', `validation: { rules: [{ message: "${BAD}" }] }`],
  ['another entry of the same list', box(`onCreate: { configMaps: [1, { name: "${BAD}" }] }`)],
  [
    'a setting of another type',
    `workers: many\n${box(`onCreate: { configMaps: [{ name: "${BAD}" }] }`)}`,
  ],
  ['a group of deletions', box(`onDelete: { groups: [{ deployment: [{ name: "${BAD}" }] }] }`)],
])('a template is checked in the same run as %s', async (_, entry) => {
  const codes = await codesOf(katalog('metadata: { name: web }', entry));

  expect(codes).toHaveLength(2);
  expect(codes).toContain('ORK1404');
});

test.each(['metadata: {}', 'metadata: { name: "" }', 'metadata: { nam: a }', ''])(
  'templates are checked in a document without a name: %s',
  async (metadata) => {
    const entry = box(`onCreate: { configMaps: [{ name: "${BAD}" }] }`);

    expect(await codesOf(katalog(metadata, entry))).toContain('ORK1404');
  },
);

test('JSONata and unknown roots of what is left out are checked too', async () => {
  const entry = box(
    'onCreate: { deployments: [{ name: "{{ .foo }}", when: [{ expr: "spec.(" }] }] }',
  );

  const codes = await codesOf(katalog('metadata: { name: web }', entry));

  expect([...codes].sort()).toEqual(['ORK1202', 'ORK1401', 'ORK1403']);
});

test('what is not built yet is refused by name, and not looked into', async () => {
  const entry = box('onCreate: { external: [{ url: "{{ .anything }}" }] }');

  expect(await codesOf(katalog('metadata: { name: web }', entry))).toEqual(['ORK1204']);
});

test('names that forEach gives are known in what is left out', async () => {
  const entry = box(
    'onCreate: { deployments: [{ name: "a-{{ .region }}", forEach: { field: spec.list, as: region } }] }',
  );

  expect(await codesOf(katalog('metadata: { name: web }', entry))).toEqual(['ORK1202']);
});

function box(inner: string): string {
  return `operatorBox: { ${inner} }`;
}

function katalog(metadata: string, entry: string): string {
  const api = 'apiTypes: { group: a.io, version: v1, kind: Page, plural: pages }';
  const lines = `${api}\n${entry}`.replaceAll(/^/gm, '      ');
  return `apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\n${metadata}\nspec:\n  crds:\n    page:\n${lines}\n`;
}

async function codesOf(text: string): Promise<readonly string[]> {
  const documents = [{ file: 'k.yaml', text }];
  const input = { documents, providers: [aKubernetesProvider()], defaults: DEFAULTS };
  return (await compile(input)).problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}
