import { afterEach, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { aType, type FakeCluster, fakeCluster } from '../helpers/fake-cluster.ts';
import { compileShops } from './support/shop.ts';
import { type Operating, operateOn } from './support/world.ts';

const SHOPS = aType('Shop', 'shop.example.org');
const CONFIG_MAPS = aType('ConfigMap');
const NAMES = Array.from({ length: 100 }, (_, at) => `shop-${at}`);

let operating: Operating | undefined;
afterEach(() => operating?.stop());

const aShop = (name: string, generation: number): KubeObject => ({
  apiVersion: 'shop.example.org/v1',
  kind: 'Shop',
  metadata: { name, namespace: 'default', generation },
  spec: { motto: `motto ${generation}` },
});

const peek = (cluster: FakeCluster, type: ResourceType, name: string) =>
  cluster.peek(type, { namespace: 'default', name });

function observed(cluster: FakeCluster, generation: number): number {
  return NAMES.filter((name) => {
    const status = peek(cluster, SHOPS, name)?.['status'];
    return getPath(status, ['observedGeneration']) === generation;
  }).length;
}

test('children of a flood of changes go before statuses that only count up, which all follow', async () => {
  const cluster = fakeCluster();
  cluster.install(SHOPS);
  cluster.install(CONFIG_MAPS);
  const settings = `
workers: 1
operatorBox:
  onReconcile:
    configMaps:
      - { name: "{{ .metadata.name }}", data: { motto: "{{ .spec.motto }}" } }`;
  const running = operateOn(cluster, await compileShops({ shop: settings }));
  operating = running;
  for (const name of NAMES) cluster.put(aShop(name, 1));
  await eventually(
    async () => observed(cluster, 1),
    (count) => count === NAMES.length,
    20_000,
  );
  const from = cluster.requests.length;

  for (const name of NAMES) {
    const { metadata, status } = peek(cluster, SHOPS, name) ?? aShop(name, 1);
    cluster.put({ ...aShop(name, 2), metadata: { ...metadata, generation: 2 }, status });
  }
  await eventually(
    async () => observed(cluster, 2),
    (count) => count === NAMES.length,
    20_000,
  );

  const writes = cluster.requests.slice(from).filter(({ verb }) => verb !== 'watch');
  const lastChild = writes.map(({ verb }) => verb).lastIndexOf('apply');
  const before = writes.slice(0, lastChild).filter(({ verb }) => verb === 'patch').length;
  expect(writes.filter(({ verb }) => verb === 'apply')).toHaveLength(NAMES.length);
  expect(writes.filter(({ verb }) => verb === 'patch')).toHaveLength(NAMES.length);
  // The first one came before anything told of a flood.
  expect(before).toBeLessThanOrEqual(1);
});
