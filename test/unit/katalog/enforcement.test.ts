import { describe, expect, test } from 'vitest';
import { type CompileResult, compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

/** A Katalog with these blocks. */
function compiled(box: string): Promise<CompileResult> {
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: k }
spec:
  crds:
    web:
      apiTypes: { group: a.io, version: v1, kind: Web, plural: webs }
      operatorBox:
        ${box}
`;
  return compile({
    documents: [{ file: 'k.yaml', text }],
    providers: [aKubernetesProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5, clusterName: 'test' },
  });
}

async function problemsOf(box: string): Promise<readonly string[]> {
  return (await compiled(box)).problems.map(formatProblem);
}

describe('an entry of onCreate that reads the spec', () => {
  test('is hinted at, as a change would not arrive', async () => {
    const told = await problemsOf("onCreate: { deployments: [{ image: '{{ .spec.image }}' }] }");

    expect(told).toEqual([
      'k.yaml:9:35: warning ORK1520: reads spec.image, but a later change does not arrive: the object is created once; write reconcile: true, or move it to onReconcile',
    ]);
  });

  test.each([
    "onCreate: { deployments: [{ image: '{{ .spec.image }}', reconcile: true }] }",
    "onReconcile: { deployments: [{ image: '{{ .spec.image }}' }] }",
    "onCreate: { deployments: [{ image: nginx, name: '{{ .metadata.name }}' }] }",
    "onCreate: { secrets: [{ once: true, data: { user: '{{ .spec.user }}' } }] }",
    "onCreate: { jobs: [{ image: '{{ .spec.image }}' }] }",
  ])('%s: is fine', async (box) => {
    expect(await problemsOf(box)).toEqual([]);
  });
});

describe('onImmutable', () => {
  test.each(['recreate', 'keep'] as const)('%s is known for every entry', async (word) => {
    const { problems, program } = await compiled(
      `onReconcile: { services: [{ port: 80, onImmutable: ${word} }], custom: [{ apiVersion: a.io/v1, kind: A, onImmutable: ${word} }] }`,
    );

    expect(problems.map(formatProblem)).toEqual([]);
    const entries = program?.crds[0]?.onReconcile.entries;
    expect(entries?.map(({ onImmutable }) => onImmutable)).toEqual([word, word]);
  });

  test('another word is told with the nearest', async () => {
    const [told = ''] = await problemsOf(
      'onReconcile: { services: [{ port: 80, onImmutable: recrate }] }',
    );

    expect(told).toContain('recreate');
  });

  test.each([
    ['persistentVolumeClaims: [{ storage: 1Gi, onImmutable: recreate }]', 'the data of the volume'],
    [
      'custom: [{ apiVersion: v1, kind: PersistentVolume, onImmutable: recreate }]',
      'the data of the volume',
    ],
    [
      'custom: [{ apiVersion: v1, kind: Namespace, onImmutable: recreate }]',
      'everything in the namespace',
    ],
  ])('recreate in %s is refused: it would destroy what is in it', async (entry, what) => {
    expect((await problemsOf(`onReconcile: { ${entry} }`)).join()).toContain(
      `recreate would destroy ${what}`,
    );
  });

  test('recreate of what is never the same twice is refused', async () => {
    const box =
      "onReconcile: { jobs: [{ image: i, args: ['{{ randomAlphanumeric 4 }}'], onImmutable: recreate }] }";

    expect((await problemsOf(box)).join()).toContain('would make this anew in every cycle');
  });

  test('has no effect where nothing is enforced', async () => {
    const box = 'onCreate: { services: [{ port: 80, onImmutable: keep }] }';

    expect((await problemsOf(box)).join()).toContain('onImmutable has no effect');
  });

  test('a Job that is enforced is reported, one that is only created is not', async () => {
    const { program } = await compiled(
      'onCreate: { jobs: [{ image: i }] }, onReconcile: { jobs: [{ image: i, name: b }] }'.replace(
        ', onReconcile',
        '\n        onReconcile',
      ),
    );

    const crd = program?.crds[0];
    expect(crd?.onCreate.entries[0]?.onImmutable).toBeUndefined();
    expect(crd?.onReconcile.entries[0]?.onImmutable).toBe('report');
  });
});

describe('claims', () => {
  test('either spelling of size and class is taken for either kind of claim', async () => {
    const box = `onReconcile: { statefulSets: [{ image: i, volumeClaimTemplates: [{ storage: 1Gi, storageClassName: a }] }], persistentVolumeClaims: [{ storageSize: 1Gi, storageClass: a }] }`;
    const { problems, program } = await compiled(box);

    expect(problems.map(formatProblem)).toEqual([]);
    expect(program?.crds[0]?.onReconcile.entries.map(({ written }) => written)).toEqual([
      { image: 'i', volumeClaimTemplates: [{ storageSize: '1Gi', storageClass: 'a' }] },
      { storage: '1Gi', storageClassName: 'a' },
    ]);
  });
});
