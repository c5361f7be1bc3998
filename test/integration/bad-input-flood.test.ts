import { afterEach, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { type FakeCluster, fakeCluster } from '../helpers/fake-cluster.ts';
import { compileShops } from './support/shop.ts';
import { type Operating, operateOn } from './support/world.ts';

const FLOOD = 10_000;
const QUIET = 'quiet';

let operating: Operating | undefined;
afterEach(() => operating?.stop());

function typeOfKind(kind: string): ResourceType {
  return {
    group: 'shop.example.org',
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: true,
    subresources: ['status'],
    verbs: [],
  };
}

const anObject = (kind: string, name: string): KubeObject => ({
  apiVersion: 'shop.example.org/v1',
  kind,
  metadata: { name, namespace: 'default', generation: 1 },
  spec: {},
});

function isReady(cluster: FakeCluster, type: ResourceType, name: string): boolean {
  const found = cluster.peek(type, { namespace: 'default', name });
  const conditions = getPath(found, ['status', 'conditions']);
  return (
    Array.isArray(conditions) &&
    conditions.some(({ type: condition, status }) => condition === 'Ready' && status === 'True')
  );
}

test('10,000 custom resources in one second delay no other CRD, and none is lost', async () => {
  const [shops, others] = [typeOfKind('Shop'), typeOfKind('Other')];
  const cluster = fakeCluster();
  cluster.install(shops);
  cluster.install(others);
  const running = operateOn(
    cluster,
    await compileShops({ shop: 'workers: 8', other: 'workers: 1' }),
  );
  operating = running;
  await eventually(
    async () => running.runtime.crds.map((crd) => crd.health().started),
    (started) => started.every(Boolean),
  );
  const names = Array.from({ length: FLOOD }, (_, at) => `shop-${at}`);

  for (const name of names) cluster.put(anObject('Shop', name));
  cluster.put(anObject('Other', QUIET));
  await eventually(
    async () => names.filter((name) => isReady(cluster, shops, name)).length,
    (count) => count === FLOOD,
    100_000,
  );

  const [crd] = running.runtime.crds;
  await eventually(
    async () => crd?.health().queueDepth,
    (depth) => depth === 0,
  );
  const turn = running.decisions.findIndex(({ crd: name }) => name === 'other');
  expect(isReady(cluster, others, QUIET)).toBe(true);
  expect(turn).toBeGreaterThanOrEqual(0);
  expect(turn).toBeLessThan(FLOOD / 20);
  expect(crd?.health()).toMatchObject({
    state: 'healthy',
    resourceCount: FLOOD,
    failedReconciles: 0,
  });
  expect(new Set(running.decisions.map(({ object }) => object)).size).toBe(FLOOD + 1);
  expect(cluster.requests.filter(({ verb }) => verb === 'patch')).toHaveLength(FLOOD + 1);
});
