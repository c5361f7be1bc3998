import { expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

/** What is told of the settings of an operator, without its place. */
async function problemsOf(settings: string): Promise<readonly string[]> {
  const types = '{ group: shop.example.org, version: v1, kind: Shop, plural: shops }';
  const text = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: shops }
spec:
  crds:
    shop:
      apiTypes: ${types}
      ${settings.replaceAll('\n', '\n      ')}
`;
  const { problems } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: [aKubernetesProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5, clusterName: 'test' },
  });
  return problems.map((problem) => formatProblem(problem).replace(/^\S+ /, ''));
}

const applied = (value: string): string =>
  `operatorBox: { onReconcile: { secrets: [{ name: a, data: { a: ${value} } }] } }`;
const status = (value: string): string =>
  `operatorBox: { status: { fields: [{ path: count, value: ${value} }] } }`;

test.each([
  '"{{ randomHex 8 }}"',
  '"{{ randomAlphanumeric 8 }}"',
  '"{{ randomBase64 8 }}"',
  '"{% $string($random()) %}"',
])('%s in an enforced entry is refused', async (value) => {
  expect(await problemsOf(applied(value))).toEqual([expect.stringMatching(/^error ORK1510/)]);
});

test.each([
  'onReconcile: { secrets: [{ name: a, once: true, data: { a: "{{ randomHex 8 }}" } }] }',
  'onReconcile: { secrets: [{ name: a, rotateAfter: 30d, data: { a: "{{ randomHex 8 }}" } }] }',
  'onCreate: { secrets: [{ name: a, data: { a: "{{ randomHex 8 }}" } }] }',
  'onCreate: { secrets: [{ name: a, once: true, reconcile: true, data: { a: "{{ randomHex 8 }}" } }] }',
])('a random value that stays is right: %s', async (box) => {
  expect(await problemsOf(`operatorBox: { ${box} }`)).toEqual([]);
});

test.each([
  { settings: applied('"{{ timeAgo .metadata.creationTimestamp }}"'), says: 'the time' },
  { settings: applied('"{% $now() %}"'), says: 'the time' },
  { settings: applied('"{{ .metadata.resourceVersion }}"'), says: 'metadata.resourceVersion' },
  { settings: applied('"{{ .health.totalReconciles }}"'), says: 'health.totalReconciles' },
  { settings: status('"{{ .health.totalReconciles }}"'), says: 'health.totalReconciles' },
  { settings: status('"{{ .health.lastReconcile }}"'), says: 'health.lastReconcile changes' },
  { settings: status('"{{ .metrics.queueDepth }}"'), says: 'metrics.queueDepth changes' },
  { settings: status('"{{ toJson .health }}"'), says: 'health changes' },
  { settings: status('"{{ .metadata.resourceVersion }}"'), says: 'metadata.resourceVersion' },
  { settings: status('"{{ timeAgo .metadata.creationTimestamp }}"'), says: 'the time' },
  { settings: status('"{{ add (.status.count | default 0) 1 }}"'), says: 'never comes to rest' },
  { settings: status('"{{ .status.count }}x"'), says: 'never comes to rest' },
  { settings: 'labels: { at: "{{ .metadata.resourceVersion }}" }', says: 'resourceVersion' },
  {
    settings: `operatorBox:
  status:
    fields:
      - { path: left, value: "{{ add (.status.right | default 0) 1 }}" }
      - { path: right, value: "{{ add (.status.left | default 0) 1 }}" }`,
    says: 'never comes to rest',
  },
  {
    settings: `normalize: { spec: { image: '{{ printf "registry.internal/%s" .spec.image }}' } }`,
    says: 'comes out otherwise when it is made again: "sample" becomes "registry.internal/sample", then "registry.internal/registry.internal/sample"',
  },
  {
    settings:
      'mutation: { rules: [{ field: spec.n, override: "{{ add (.spec.n | default 0) 1 }}" }] }',
    says: 'comes out otherwise',
  },
])('what changes by itself is warned of: $settings', async ({ settings, says }) => {
  const problems = await problemsOf(settings);

  expect(problems).not.toEqual([]);
  for (const problem of problems) expect(problem).toMatch(/^warning ORK15(10|15)/);
  expect(problems.join()).toContain(says);
});

test.each([
  status(`'{{ if eq (.status.count | default "") "done" }}done{{ else }}new{{ end }}'`),
  status('"{{ .status.count | default .metadata.name }}"'),
  `normalize: { spec: { environment: "{{ .spec.environment | trimSpace | toLower }}" } }`,
  `normalize: { spec: { image: '{{ if hasPrefix .spec.image "r/" }}{{ .spec.image }}{{ else }}r/{{ .spec.image }}{{ end }}' } }`,
  'mutation: { rules: [{ field: spec.replicas, default: 2 }, { field: spec.tier, override: gold }] }',
])('what comes to rest is right: %s', async (settings) => {
  expect(await problemsOf(settings)).toEqual([]);
});

test.each([
  'healthy',
  'state',
  'startedAt',
  'consecutiveFails',
  'resourceCount',
  'lastError',
  'hasUnhealthyDependencies',
])('health.%s only changes when something happens', async (figure) => {
  expect(await problemsOf(status(`"{{ .health.${figure} }}"`))).toEqual([]);
  expect(await problemsOf(applied(`"{{ .health.${figure} }}"`))).toEqual([]);
});
