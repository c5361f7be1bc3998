import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, getPath } from '../../core/index.ts';
import { createBlockProviders } from '../../plugins/cli/compose.ts';
import {
  createKubernetesCluster,
  type KubernetesCluster,
} from '../../providers/kubernetes/client/kubernetes-cluster.ts';
import { loadConnection } from '../../providers/kubernetes/client/load-connection.ts';
import { type Operating, operateOn } from '../integration/support/world.ts';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';

const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: stores.store.example.org }
spec:
  group: store.example.org
  names: { kind: Store, plural: stores }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }
`;
const KATALOG = `
apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: store }
spec:
  crds:
    store:
      apiTypes: { group: store.example.org, version: v1, kind: Store, plural: stores }
      operatorBox:
        onReconcile:
          deployments: [{ name: web, image: "{{ .spec.image }}", replicas: 2 }]
          statefulSets: [{ name: web, image: "{{ .spec.image }}", replicas: 2 }]
`;
const AUTOSCALER = 'kube-controller-manager';
const KINDS = ['deployments', 'statefulsets'] as const;
type Plural = (typeof KINDS)[number];

let controlPlane: ControlPlane;
let operating: Operating;
let cluster: KubernetesCluster;
let other: KubernetesCluster;
/** What another writer does right before the next apply to a kind arrives. */
const meanwhile = new Map<string, () => Promise<unknown>>();

beforeAll(async () => {
  controlPlane = await startControlPlane({});
  await controlPlane.requireKubectl(['apply', '-f', '-'], { input: CRD });
  const { problems, program } = await compile({
    documents: [{ file: 'k.yaml', text: KATALOG }],
    providers: createBlockProviders(),
    defaults: { workers: 2, resyncMs: 600_000, failureThreshold: 3, clusterName: 'test' },
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const connection = await loadConnection({
    kubeconfigPath: await controlPlane.kubeconfigFor('admin'),
  });
  other = createKubernetesCluster({ connection, version: 'other' });
  cluster = createKubernetesCluster({ connection, version: 'e2e' });
  const send = cluster.apply.bind(cluster);
  cluster.apply = async (target, object, options) => {
    const { plural } = target.type;
    const next = meanwhile.get(plural);
    meanwhile.delete(plural);
    await next?.();
    return send(target, object, options);
  };
  operating = operateOn(cluster, program?.crds ?? []);
});

afterAll(async () => {
  await operating?.stop();
  await cluster?.close();
  await other?.close();
  await controlPlane?.stop();
});

const store = (image: string): Promise<string> =>
  controlPlane.requireKubectl(['apply', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'store.example.org/v1',
      kind: 'Store',
      metadata: { name: 'w', namespace: 'default' },
      spec: { image },
    }),
  });

const scale = (plural: Plural, replicas: number, manager = AUTOSCALER): Promise<unknown> =>
  other.request({
    method: 'PATCH',
    path: `/apis/apps/v1/namespaces/default/${plural}/web/scale?fieldManager=${manager}`,
    body: JSON.stringify({ spec: { replicas } }),
    contentType: 'application/merge-patch+json',
    signal: new AbortController().signal,
  });

const get = async (plural: Plural): Promise<Readonly<Record<string, unknown>>> =>
  JSON.parse(
    await controlPlane.requireKubectl(
      ['get', plural, 'web', '-o', 'json', '--show-managed-fields'],
      {},
    ),
  );

let touches = 0;
/** Has the operator look again, at what is not to be written. */
function touch(): Promise<string> {
  touches += 1;
  const label = `touched=${touches}`;
  return controlPlane.requireKubectl(
    ['label', '--overwrite', 'stores.store.example.org', 'w', label],
    {},
  );
}

/** The workload once it has an image and a number of replicas. */
const standsAt = (plural: Plural, image: string, replicas: number) =>
  eventually(
    () => get(plural),
    (object) =>
      JSON.stringify(object['spec']).includes(`"${image}"`) &&
      getPath(object, ['spec', 'replicas']) === replicas,
    20_000,
  );

const reasonOf = (resource: string, reason: string) =>
  eventually(
    async () =>
      operating.decisions
        .flatMap(({ entries }) => entries)
        .findLast((entry) => entry.resource.toLowerCase() === resource)?.reason,
    (text) => text === reason,
    20_000,
  );

/** Who owns the number of replicas, by managed fields. */
function ownersOf(object: Readonly<Record<string, unknown>>): readonly unknown[] {
  const entries: unknown = getPath(object, ['metadata', 'managedFields']);
  if (!Array.isArray(entries)) return [];
  return entries
    .filter((each) => JSON.stringify(each).includes('"f:replicas"'))
    .filter((each) => getPath(each, ['fieldsV1', 'f:spec', 'f:replicas']) !== undefined)
    .map((each) => getPath(each, ['manager']));
}

test('what an autoscaler sets at the moment of our change stays, and is its own from then on', async () => {
  await store('nginx:1');
  for (const kind of KINDS) await standsAt(kind, 'nginx:1', 2);
  // It has never scaled before: nobody but us owns the number.
  for (const kind of KINDS) meanwhile.set(kind, () => scale(kind, 6));
  await store('nginx:2');
  for (const kind of KINDS) {
    expect(ownersOf(await standsAt(kind, 'nginx:2', 6))).toEqual([AUTOSCALER]);
    await touch();
    await reasonOf(kind, `has 6 replicas, scaled by ${AUTOSCALER}`);
  }
  for (const kind of KINDS) meanwhile.set(kind, () => scale(kind, 8));
  await store('nginx:3');
  for (const kind of KINDS) {
    expect(ownersOf(await standsAt(kind, 'nginx:3', 8))).toEqual([AUTOSCALER]);
    await touch();
    await reasonOf(kind, `has 8 replicas, scaled by ${AUTOSCALER}`);
  }
});

test('once the autoscaler is gone its number stays until somebody scales by hand', async () => {
  await store('nginx:4');
  for (const kind of KINDS)
    expect(ownersOf(await standsAt(kind, 'nginx:4', 8))).toEqual([AUTOSCALER]);

  for (const kind of KINDS)
    await controlPlane.requireKubectl(['scale', kind, 'web', '--replicas=5'], {});

  for (const kind of KINDS)
    expect(ownersOf(await standsAt(kind, 'nginx:4', 2))).toEqual(['orkestra']);
  const versions = await Promise.all(KINDS.map(get));
  const latest = operating.decisions.length;
  await touch();
  const record = await eventually(
    async () => operating.decisions.slice(latest).at(-1),
    (found) => found !== undefined,
    20_000,
  );
  expect(record?.writes).toBe(0);
  expect(await Promise.all(KINDS.map(get))).toEqual(versions);
});
