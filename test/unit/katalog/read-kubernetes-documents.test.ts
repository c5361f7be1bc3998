import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readKubernetesDocuments } from '../../../core/katalog/read-kubernetes-documents.ts';

function readTruth<T>(name: string): T {
  return JSON.parse(
    readFileSync(new URL(`../../truth/yaml/${name}`, import.meta.url), 'utf8'),
  ) as T;
}

const texts = readTruth<readonly string[]>('cases.json');
const answers = readTruth<readonly unknown[]>('answers.json');

function read(text: string): unknown {
  const { documents, problems } = readKubernetesDocuments({ file: 'm.yaml', text });
  const problem = problems.find(({ severity }) => severity === 'error');
  return problem === undefined ? (documents[0]?.value ?? null) : { error: problem.message };
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'error' in answer;
}

describe('readKubernetesDocuments', () => {
  test("gives what Go's sigs.k8s.io/yaml gives, or refuses what it refuses", () => {
    const found = texts.map((text) => ({ text, value: read(text) }));

    const wanted = texts.map((text, index) => ({ text, value: answers[index] }));
    const refused = (each: { value: unknown }) => isRefusal(each.value);
    expect(found.filter(refused).map(({ text }) => text)).toEqual(
      wanted.filter(refused).map(({ text }) => text),
    );
    expect(found.filter((each) => !refused(each))).toEqual(wanted.filter((each) => !refused(each)));
  });

  test('says where a value stands that Kubernetes has no form for', () => {
    const { problems } = readKubernetesDocuments({ file: 'm.yaml', text: 'a: 1\nb:\n  - .inf\n' });

    expect(problems).toMatchObject([
      { line: 3, column: 5, message: expect.stringContaining('.inf is no value') },
    ]);
  });

  test.each([
    ['n', 'false'],
    ['y', 'true'],
    ['On', 'true'],
    ['0444', '292'],
  ])('the key %s is told to be %s', (key, name) => {
    const { documents, problems } = readKubernetesDocuments({
      file: 'm.yaml',
      text: `spec:\n  ${key}: 5\n  "x${key}": 6\n  plain: 7\n`,
    });

    expect(documents[0]?.value).toEqual({ spec: { [name]: 5, [`x${key}`]: 6, plain: 7 } });
    expect(problems).toMatchObject([
      { severity: 'warning', line: 2, column: 3, found: key, fix: `"${key}"` },
    ]);
  });
});
