import { expect, test } from 'vitest';
import { compile } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const environment = { nowMs: 0, randomBytes: (size: number) => new Uint8Array(size) };

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
                size: { type: integer }
                port: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
`;

async function render(entry: string): Promise<unknown> {
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: k }
spec:
  crds:
    page:
      apiTypes: { group: b.io, version: v1, kind: Page, plural: pages }
      operatorBox: { onReconcile: { custom: [${entry}] } }
`;
  const { program, problems } = await compile({
    documents: [
      { file: 'k.yaml', text },
      { file: 'crd.yaml', text: CRD },
    ],
    providers: [aKubernetesProvider()],
    defaults: { workers: 1, resyncMs: 1, failureThreshold: 1 },
  });
  expect(problems).toEqual([]);
  const roots = { spec: { n: 2, text: '3' }, metadata: { name: 'x' } };
  return program?.crds[0]?.onReconcile.entries[0]?.block.render({ roots, environment });
}

test('a template in a custom object of a built-in kind gives what its schema asks for', async () => {
  const map = await render(
    `{ apiVersion: v1, kind: ConfigMap, data: { a: "{{ .spec.n }}", b: "{{ .spec.text }}" } }`,
  );
  const budget = await render(
    `{ apiVersion: policy/v1, kind: PodDisruptionBudget, spec: { minAvailable: "{{ .spec.text }}", selector: { matchLabels: { a: "{{ .spec.n }}" } } } }`,
  );
  const pod = await render(
    `{ apiVersion: v1, kind: Pod, spec: { priority: "{{ .spec.text }}", containers: [{ name: c, env: [{ name: A, value: "{{ .spec.n }}" }] }] } }`,
  );

  expect(map).toMatchObject({ data: { a: '2', b: '3' } });
  expect(budget).toMatchObject({
    spec: { minAvailable: 3, selector: { matchLabels: { a: '2' } } },
  });
  expect(pod).toMatchObject({ spec: { priority: 3, containers: [{ env: [{ value: '2' }] }] } });
});

test('a template in a custom object of a CRD at hand gives what its schema asks for', async () => {
  const thing = await render(
    `{ apiVersion: a.io/v1, kind: Thing, spec: { label: "{{ .spec.n }}", size: "{{ .spec.text }}", port: "{{ .spec.text }}", more: "{{ .spec.text }}" } }`,
  );

  expect(thing).toMatchObject({ spec: { label: '2', size: 3, port: 3, more: 3 } });
});

test('a template in a custom object of an unknown kind is read as what it looks like', async () => {
  const other = await render(
    `{ apiVersion: z.io/v1, kind: Other, spec: { a: "{{ .spec.text }}" } }`,
  );

  expect(other).toMatchObject({ spec: { a: 3 } });
});
