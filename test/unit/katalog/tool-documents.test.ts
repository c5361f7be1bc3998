import { expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aProvider } from './a-provider.ts';

const HEAD = 'apiVersion: orkestra.orkspace.io/v1\nkind: Komposer\nmetadata: { name: platform }\n';

async function problemsOf(text: string, head: string = HEAD): Promise<readonly string[]> {
  const { problems } = await compile({
    documents: [{ file: 'k.yaml', text: head + text }],
    providers: [aProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5 },
    purpose: 'validate',
  });
  return problems.map(formatProblem);
}

test.each([
  {
    spelling: 'imports',
    text: 'imports: { registry: [a.io/b:v1, { url: a.io/c, oci: true }], files: [./a.yaml, $MORE] }\n',
  },
  { spelling: 'sources', text: 'sources: { files: [{ url: ./a.yaml }] }\n' },
  { spelling: 'sources.oci', text: 'sources: { oci: [{ ref: "oci://a.io/b:v1" }] }\n' },
  {
    spelling: 'overrides at the entry',
    text: 'spec: { crds: { db: { workers: 8, operatorBox: { reconcile: { resync: 1m } } } } }\n',
  },
])('$spelling of a Komposer are understood', async ({ text }) => {
  expect(await problemsOf(text)).toEqual([]);
});

test('a Motif may use every spelling of conditions and rules', async () => {
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Motif
metadata: { name: m }
resources:
  onCreate: { notes: [{ text: a, when: [{ field: a, hasPrefix: b }] }] }
  notes: [{ text: b }]
status: { fields: [{ path: a, value: b, when: [{ field: a, hasSuffix: c }] }] }
admission: { validation: [{ field: spec.a, hasPrefix: b }] }
`;

  expect(await problemsOf(text, '')).toEqual([]);
});

test('what a Komposer does not know is told with its place', async () => {
  const text =
    'imports:\n  file: [a.yaml]\n  helm: [{ repo: a }]\nspec:\n  crds: { db: { workers: 0 } }\n';

  expect(await problemsOf(text)).toEqual([
    'k.yaml:5:3: error ORK1201: unknown field file, did you mean files?',
    'k.yaml:6:10: error ORK1202: chart is missing',
    'k.yaml:8:26: error ORK1203: workers is 0, expected a whole number from 1 to 50',
  ]);
});
