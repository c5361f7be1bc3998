import { describe, expect, test } from 'vitest';
import {
  type CompileInput,
  type CompileResult,
  compile,
  formatProblem,
  type SideFile,
  sideFilesOf,
} from '../../../core/katalog/index.ts';
import { aProvider } from './a-provider.ts';

const DEFAULTS = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };
const API = 'apiTypes: { group: a.io, version: v1, kind: Page, plural: pages }';

function katalog(entry: string, name = 'web'): string {
  return `apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: ${name} }\nspec:\n  crds:\n    page:\n${entry.replaceAll(/^/gm, '      ')}\n`;
}

function run(text: string, more: Partial<CompileInput> = {}): Promise<CompileResult> {
  const documents = [{ file: 'k.yaml', text }];
  return compile({ documents, providers: [aProvider()], defaults: DEFAULTS, ...more });
}

function texts({ problems }: CompileResult): readonly string[] {
  return problems.map(formatProblem);
}

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: pages.a.io }
spec:
  group: a.io
  scope: Cluster
  names: { kind: Page, plural: pages }
  versions:
    - name: v1
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { title: { type: string } } } } } }
    - { name: v2, storage: true }
`;

describe('compile', () => {
  test('yields a program that cannot be changed', async () => {
    const { program } = await run(
      katalog(`${API}\noperatorBox: { onReconcile: { notes: [{ text: a }] } }`),
    );

    const entry = program?.crds[0]?.onReconcile.entries[0];
    expect(() => Object.assign(entry ?? {}, { kind: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(entry?.written ?? {}, { text: 'x' })).toThrow(TypeError);
    expect(Object.isFrozen(program?.katalogs[0]?.raw)).toBe(true);
  });

  test('the revision depends on the meaning, not on comments or spelling', async () => {
    const first = await run(katalog(`${API}\nworkers: 2`));
    const same = await run(katalog(`# two\n${API}\noperatorBox: { reconcile: { workers: 2 } }`));
    const other = await run(katalog(`${API}\nworkers: 3`));

    expect(first.program?.revision).toMatch(/^[0-9a-f]{64}$/);
    expect(same.program?.revision).toBe(first.program?.revision);
    expect(other.program?.revision).not.toBe(first.program?.revision);
  });

  test('evaluates templates of texts to texts and of other values natively', async () => {
    const { program } = await run(
      katalog(
        `${API}\noperatorBox: { onReconcile: { notes: [{ text: '{{ .spec.n }}', size: '{{ .spec.n }}' }] } }`,
      ),
    );

    const scope = {
      roots: { spec: { n: 7 } },
      environment: { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) },
    };
    const block = await program?.crds[0]?.onReconcile.entries[0]?.block.render(scope);
    expect(block).toEqual({ text: '7', size: 7 });
  });

  test('tells what the provider of a kind complains of', async () => {
    const box = 'operatorBox: { onCreate: { notes: [{ text: forbidden }] } }';

    expect(texts(await run(katalog(`${API}\n${box}`)))).toEqual([
      'k.yaml:8:50: error ORK1203: this text is forbidden',
    ]);
  });

  test('kinds of any provider run once when they say so', async () => {
    const { program } = await run(
      katalog(`${API}\noperatorBox: { onReconcile: { tasks: [{ text: a }] } }`),
    );

    expect(program?.crds[0]?.onReconcile.entries[0]).toMatchObject({
      id: 'onReconcile.tasks[0]',
      provider: 'desk',
      mode: 'once',
      deletesWhenFalse: false,
    });
  });

  test('takes scope, plural and schema from a CRD manifest beside the Katalog', async () => {
    const { program, problems } = await run(katalog(API), {
      documents: [
        { file: 'k.yaml', text: katalog(API) },
        { file: 'crd.yaml', text: CRD },
      ],
    });

    expect(problems).toEqual([]);
    expect(program?.crds[0]).toMatchObject({ namespaced: false, plural: 'pages' });
    expect(program?.crds[0]?.schema).toMatchObject({ type: 'object' });
  });

  test('several problems of several files are sorted by place', async () => {
    const result = await run('', {
      documents: [
        { file: 'b.yaml', text: katalog(`${API}\nworkers: 0`, 'two') },
        { file: 'a.yaml', text: katalog('resync: x\nworkerz: 1') },
      ],
    });

    expect(texts(result).map((text) => text.split(': ')[0])).toEqual([
      'a.yaml:6:5',
      'a.yaml:7:15',
      'a.yaml:8:7',
      'b.yaml:8:16',
    ]);
  });

  test('a random value is refused where it is applied', async () => {
    const box = "onReconcile: { notes: [{ text: '{{ randomHex 4 }}' }] }";
    const result = await run(katalog(`${API}\noperatorBox: { ${box} }`));

    expect(texts(result)).toEqual([expect.stringContaining('error ORK1510')]);
  });

  test('an operator that is not enabled is left out', async () => {
    const { program, problems } = await run(katalog(`${API}\nenabled: false`));

    expect(problems).toMatchObject([{ severity: 'warning', code: 'ORK1508' }]);
    expect(program?.crds).toEqual([]);
  });
});

/** Compiles a Katalog whose `crdFile` holds this. */
async function runWithCrdFile(text: string, content: SideFile['content']) {
  const [request] = sideFilesOf([{ file: 'k.yaml', text }]);
  return run(text, {
    files: request === undefined ? [] : [{ request, file: 'crd.yaml', content }],
  });
}

describe('side files', () => {
  const text = katalog('crdFile: ./crd.yaml\ncrFiles: [cr.yaml]\nsetup: { apply: [ns.yaml] }');

  test('are named with role and place, whatever the spelling', () => {
    const files = sideFilesOf([{ file: 'k.yaml', text }]);

    expect(files.map(({ role, path, crd, from }) => [role, path, crd, from.line])).toEqual([
      ['crd', './crd.yaml', 'page', 7],
      ['cr', 'cr.yaml', 'page', 8],
      ['setup', 'ns.yaml', 'page', 9],
    ]);
  });

  test.each([
    { name: 'a CRD', content: { text: CRD }, problems: [] },
    {
      name: 'something else',
      content: { text: 'kind: ConfigMap\n' },
      problems: ['k.yaml:7:16: error ORK1107: crd.yaml holds no CustomResourceDefinition'],
    },
    {
      name: 'nothing',
      content: { problem: 'no such file' },
      problems: ['k.yaml:7:16: error ORK1008: crd.yaml cannot be read: no such file'],
    },
  ])('of which crdFile is $name', async ({ content, problems }) => {
    const result = await runWithCrdFile(text, content);

    expect(texts(result)).toEqual(problems);
    expect(result.program?.crds[0]?.gvk.version).toBe(problems.length === 0 ? 'v2' : undefined);
  });

  const two = `${CRD}---\n${CRD.replaceAll('Page', 'Book').replaceAll('pages', 'books')}`;

  test.each([
    { name: 'the kind', kind: 'kind: Book', plural: 'books', problems: [] },
    {
      name: 'no kind',
      kind: '',
      plural: 'pages',
      problems: [
        'k.yaml:7:16: warning ORK1203: crd.yaml defines Page, Book; Page is taken, apiTypes.kind would say which is meant',
      ],
    },
    {
      name: 'a kind that is in none',
      kind: 'kind: Bok',
      plural: undefined,
      problems: [
        'k.yaml:8:25: error ORK1203: kind is Bok, but crd.yaml defines Page, Book, did you mean Book?',
      ],
    },
  ])('of several definitions, apiTypes names $name', async ({ kind, plural, problems }) => {
    const result = await runWithCrdFile(katalog(`crdFile: ./crd.yaml\napiTypes: { ${kind} }`), {
      text: two,
    });

    expect(texts(result)).toEqual(problems);
    expect(result.program?.crds[0]?.plural).toBe(plural);
  });

  test('that hold no definition say so although something else is wrong', async () => {
    const result = await runWithCrdFile(katalog('crdFile: ./crd.yaml\nworkers: 0'), {
      text: 'kind: ConfigMap\n',
    });

    expect(texts(result)).toEqual([
      'k.yaml:7:16: error ORK1107: crd.yaml holds no CustomResourceDefinition',
      'k.yaml:8:16: error ORK1203: workers is 0, expected a whole number from 1 to 50',
    ]);
  });

  test('win over apiTypes, with a warning where they differ', async () => {
    const both = katalog(
      'crdFile: ./crd.yaml\napiTypes: { version: v9, kind: Page, plural: page }',
    );

    const result = await runWithCrdFile(both, { text: CRD });

    expect(texts(result)).toEqual([
      'k.yaml:8:28: warning ORK1203: version is v9, but crd.yaml has v1, v2 and wins',
      'k.yaml:8:52: warning ORK1203: plural is page, but crd.yaml has pages and wins',
    ]);
    expect(result.program?.crds[0]).toMatchObject({ plural: 'pages', gvk: { version: 'v2' } });
  });

  test('win over namespaced, with a warning where it says otherwise', async () => {
    const both = katalog('crdFile: ./crd.yaml\nnamespaced: true');

    const result = await runWithCrdFile(both, { text: CRD });

    expect(texts(result)).toEqual([
      'k.yaml:8:19: warning ORK1203: namespaced is true, but crd.yaml is cluster-scoped and wins',
    ]);
    expect(result.program?.crds[0]?.namespaced).toBe(false);
  });

  test('that nobody read are told', async () => {
    expect(texts(await run(text))).toEqual(['k.yaml:7:16: error ORK1008: ./crd.yaml was not read']);
  });
});

describe('a fault inside a text is told at its line and column', () => {
  test.each([
    { style: 'plain', value: 'a {{ nope }}' },
    { style: 'in single quotes', value: `'it''s {{ nope }}'` },
    { style: 'in double quotes', value: String.raw`"\"\u0041\t {{ nope }}"` },
    { style: 'in double quotes over lines', value: '"one\n            {{ nope }}"' },
    { style: 'a literal block', value: '|\n          one\n          two {{ nope }}' },
    { style: 'a folded block', value: '>-\n          one\n          two {{ nope }}' },
  ])('$style', async ({ value }) => {
    const box = `operatorBox:\n  status:\n    fields:\n      - path: a\n        value: ${value}\n`;
    const text = katalog(`${API}\n${box}`);

    const [problem] = (await run(text)).problems;

    const line = text.split('\n').findIndex((each) => each.includes('nope'));
    expect(problem).toMatchObject({
      code: 'ORK1404',
      line: line + 1,
      column: (text.split('\n')[line] ?? '').indexOf('nope') + 1,
    });
  });
});

test('a kind that two providers have is refused by name where it is used', async () => {
  const one = aProvider();
  const description = { ...one.describe(), name: 'other', outputsRoot: 'providers.other' };
  const providers = [one, { ...one, describe: () => description }];

  const used = await run(
    katalog(`${API}\noperatorBox: { onReconcile: { notes: [{ text: a }] } }`),
    { providers },
  );
  const unused = await run(katalog(API), { providers });

  expect(texts(used).join('\n')).toContain('notes is a kind of');
  expect(used.problems.map(({ code }) => code)).toContain('ORK1517');
  expect(unused.problems.map(({ code }) => code)).not.toContain('ORK1517');
});
