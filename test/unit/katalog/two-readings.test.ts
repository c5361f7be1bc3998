import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.a.io }
spec:
  group: a.io
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
    - name: v1
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                label: { type: string }
                size: { type: integer, maximum: 0444 }
                isOpen: { type: boolean }
                port: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
`;

async function problemsOf(block: string, box = ''): Promise<readonly string[]> {
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: k }
spec:
  crds:
    page:
      apiTypes: { group: b.io, version: v1, kind: Page, plural: pages }
      operatorBox: { ${box} onReconcile: { ${block} } }
`;
  const { problems } = await compile({
    documents: [
      { file: 'k.yaml', text },
      { file: 'crd.yaml', text: CRD },
    ],
    providers: [aKubernetesProvider()],
    defaults: { workers: 1, resyncMs: 1, failureThreshold: 1 },
  });
  return problems
    .filter(({ message }) => message.includes('kubectl'))
    .map(({ severity, path, message }) => `${severity} ${path.split('.').at(-1)}: ${message}`);
}

const thing = (spec: string) => `custom: [{ apiVersion: a.io/v1, kind: Thing, spec: { ${spec} } }]`;
const pod = (spec: string) => `custom: [{ apiVersion: v1, kind: Pod, spec: { ${spec} } }]`;
const volume = (mode: string) =>
  pod(`volumes: [{ name: c, configMap: { name: c, defaultMode: ${mode} } }]`);

describe('a value that kubectl reads differently', () => {
  test.each([
    {
      block: volume('0444'),
      told: 'error defaultMode: 0444 is 444 in a Katalog, and 292 for readers of YAML 1.1 such as kubectl: write 444, 0o444 or, for a text, "0444"',
    },
    { block: 'services: [{ port: 0120 }]', told: 'error port: 0120 is 120 in a Katalog, and 80' },
    { block: 'deployments: [{ image: a, replicas: 010 }]', told: 'error replicas: 010 is 10' },
    { block: thing('size: 1_000'), told: 'error size: 1_000 is a text in a Katalog, and 1000' },
    { block: thing('size: 0b11'), told: 'error size: 0b11 is a text in a Katalog, and 3' },
    { block: thing('size: -010'), told: 'error size: -010 is -10 in a Katalog, and -8' },
    { block: thing('isOpen: yes'), told: 'error isOpen: yes is a text in a Katalog, and true' },
    { block: thing('isOpen: off'), told: 'error isOpen: off is a text in a Katalog, and false' },
    { block: thing('port: 0120'), told: 'error port: 0120 is 120 in a Katalog, and 80' },
    { block: thing('other: 0120'), told: 'error other: 0120 is 120 in a Katalog, and 80' },
    { block: thing('other: on'), told: 'warning other: on is a text in a Katalog, and true' },
    {
      block: 'custom: [{ apiVersion: x.io/v1, kind: X, spec: { a: [y] } }]',
      told: 'warning a[0]: y is a text in a Katalog, and true',
    },
  ])('is told with both readings: $told', async ({ block, told }) => {
    const problems = await problemsOf(block);

    expect(problems).toEqual([expect.stringContaining(told)]);
  });

  test('is told in the fields of the language too', async () => {
    const problems = await problemsOf('services: [{ port: 80 }]', 'workers: 010,');

    expect(problems).toEqual([expect.stringContaining('error workers: 010 is 10')]);
  });
});

describe('nothing is told', () => {
  test.each([
    ['octal as both read it', volume('0o444')],
    ['the same number in other forms', thing('size: 0x1F, port: 1e3, other: +1')],
    ['a decimal with zeros that no octal has', thing('size: 0899')],
    ['texts where texts are taken', thing('label: yes')],
    [
      'labels, data and env, which take what is written',
      'deployments: [{ image: a, labels: { a: 0120, b: yes }, env: { MODE: 0644, DEBUG: on } }], configMaps: [{ data: { a: yes, b: 0444, c: 1_000 } }]',
    ],
    ['quoted texts', thing('other: "yes", port: "0120"')],
    ['times and dates, which are texts to both', thing('other: 12:30, more: 2024-01-01')],
  ])('about %s', async (_, block) => {
    expect(await problemsOf(block)).toEqual([]);
  });
});
