import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../../core/index.ts';
import { createBlockProviders } from '../../plugins/cli/compose.ts';
import { createKubernetesCluster } from '../../providers/kubernetes/client/kubernetes-cluster.ts';
import { loadConnection } from '../../providers/kubernetes/client/load-connection.ts';
import { type Operating, operateOn } from '../integration/support/world.ts';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';

const CRDS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: stores.store.example.org }
spec:
  group: store.example.org
  names: { kind: Store, plural: stores }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: disks.store.example.org }
spec:
  group: store.example.org
  names: { kind: Disk, plural: disks }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                colour: { type: string }
                size: { type: string, x-kubernetes-validations: [{ rule: self == oldSelf, message: size is immutable }] }
`;

/** One entry for each way in which a field can be fixed; `{{ .spec.v }}` is what changes. */
const BOX = `
onReconcile:
  statefulSets:
    - { name: w, image: nginx, volumeClaimTemplates: [{ name: data, storageSize: "{{ .spec.v }}Gi" }] }
  services:
    - { name: w, port: 80, headless: "{{ .spec.headless }}" }
  secrets:
    - { name: w, type: "example.org/v{{ .spec.v }}", data: { a: b } }
  jobs:
    - { name: w, image: nginx, args: ["{{ .spec.v }}"] }
  persistentVolumeClaims:
    - { name: w, storage: 1Gi, storageClassName: "class-{{ .spec.v }}" }
  custom:
    - { apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: w }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: "r{{ .spec.v }}" }, subjects: [] }
    - { apiVersion: v1, kind: Pod, metadata: { name: w }, spec: { containers: [{ name: a, image: "nginx:{{ .spec.v }}", args: ["{{ .spec.v }}"] }] } }
    - { apiVersion: v1, kind: ConfigMap, metadata: { name: w }, immutable: true, data: { a: "{{ .spec.v }}" } }
    - { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: w }, spec: { selector: { matchLabels: { a: "v{{ .spec.v }}" } }, template: { metadata: { labels: { a: "v{{ .spec.v }}" } }, spec: { containers: [{ name: a, image: nginx }] } } } }
    - { apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: w }, value: "{{ .spec.v }}" }
    - { apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: w }, provisioner: "example.org/v{{ .spec.v }}" }
    - { apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: w }, spec: { controller: "example.org/v{{ .spec.v }}" } }
    - { apiVersion: store.example.org/v1, kind: Disk, metadata: { name: w }, spec: { size: "{{ .spec.v }}Gi", colour: "c{{ .spec.v }}" } }
`;

let controlPlane: ControlPlane;
let operating: Operating;
let close: () => Promise<void>;

beforeAll(async () => {
  controlPlane = await startControlPlane({ workloads: true });
  await controlPlane.requireKubectl(['apply', '-f', '-'], { input: CRDS });
  const text = `apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: store }\nspec:\n  crds:\n    store:\n      apiTypes: { group: store.example.org, version: v1, kind: Store, plural: stores }\n      operatorBox:${BOX.replaceAll('\n', '\n        ')}\n`;
  const { problems, program } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: createBlockProviders(),
    defaults: { workers: 2, resyncMs: 600_000, failureThreshold: 3, clusterName: 'test' },
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const connection = await loadConnection({
    kubeconfigPath: await controlPlane.kubeconfigFor('admin'),
  });
  const cluster = createKubernetesCluster({ connection, version: 'e2e' });
  close = () => cluster.close();
  operating = operateOn(cluster, program?.crds ?? []);
});

afterAll(async () => {
  await operating?.stop();
  await close?.();
  await controlPlane?.stop();
});

test('what the API server does not let change is told entry by entry, and not sent again', async () => {
  const apply = (spec: object): Promise<string> =>
    controlPlane.requireKubectl(['apply', '-f', '-'], {
      input: JSON.stringify({
        apiVersion: 'store.example.org/v1',
        kind: 'Store',
        metadata: { name: 'w', namespace: 'default' },
        spec,
      }),
    });
  const latest = (generation: number) =>
    eventually(
      async () => operating.decisions.at(-1),
      (record) =>
        record?.generation === generation &&
        record.entries.every(({ error }) => error === undefined),
    );
  await apply({ v: 2, headless: false });
  await latest(1);

  await apply({ v: 1, headless: true });
  await latest(2);
  // Another change that no entry reads: the record says the same, without a write.
  await apply({ v: 1, headless: true, other: true });
  const record = await eventually(
    () => latest(3),
    (found) => (found?.entries.length ?? 0) > 0,
  );

  const told = record?.entries.map(({ decision, resource }) => `${resource} ${decision}`).sort();
  expect(told).toEqual([
    'ConfigMap immutable',
    'DaemonSet immutable',
    'Disk immutable',
    'IngressClass immutable',
    'Pod immutable',
    'PriorityClass immutable',
    'RoleBinding immutable',
    'StorageClass immutable',
    'jobs immutable',
    'persistentVolumeClaims immutable',
    'secrets immutable',
    'services immutable',
    'statefulSets immutable',
  ]);
  expect(record?.writes).toBeLessThanOrEqual(1);
  const disk = await controlPlane.requireKubectl(['get', 'disk', 'w', '-o', 'jsonpath={.spec}']);
  const pod = await controlPlane.requireKubectl([
    'get',
    'pod',
    'w',
    '-o',
    'jsonpath={.spec.containers[0]}',
  ]);
  expect(JSON.parse(pod)).toMatchObject({ image: 'nginx:1', args: ['2'] });
  expect(JSON.parse(disk)).toEqual({ size: '2Gi', colour: 'c1' });
});
