import { afterEach, expect, test } from 'vitest';
import { getPath, type KubeObject } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { aType, type FakeCluster, fakeCluster } from '../helpers/fake-cluster.ts';
import { compileShops } from './support/shop.ts';
import { type Operating, operateOn } from './support/world.ts';

const SHOPS = aType('Shop', 'shop.example.org');
const CONFIG_MAPS = aType('ConfigMap');
const REF = { namespace: 'default', name: 'corner' };

let operating: Operating | undefined;
afterEach(() => operating?.stop());

const aShop = (motto: string, generation = 1, name = REF.name): KubeObject => ({
  apiVersion: 'shop.example.org/v1',
  kind: 'Shop',
  metadata: { ...REF, name, generation },
  spec: { motto },
});

interface Operated {
  readonly cluster: FakeCluster;
  readonly running: Operating;
}

async function operate(condition = '', cluster: FakeCluster = fakeCluster()): Promise<Operated> {
  cluster.install(SHOPS);
  cluster.install(CONFIG_MAPS);
  const settings = `
workers: 1
operatorBox:
  onReconcile:
    configMaps:
      - { name: "{{ .metadata.name }}", data: { motto: "{{ .spec.motto }}" }${condition} }
  status:
    fields:
      - { path: stored, value: "{{ .children.configmap.data.motto }}" }`;
  const running = operateOn(cluster, await compileShops({ shop: settings }));
  operating = running;
  return { cluster, running };
}

const mottoOf = (object: KubeObject | undefined) => getPath(object, ['data', 'motto']);
const stored = (cluster: FakeCluster) => getPath(cluster.peek(SHOPS, REF), ['status', 'stored']);

/** Cycles of the shop, once one that came after all its events has had its turn. */
async function cyclesOf({ cluster, running }: Operated): Promise<number> {
  cluster.put(aShop('late', 1, 'late'));
  await eventually(
    async () => running.decisions,
    (decisions) => decisions.some(({ object }) => object === 'default/late'),
  );
  return running.decisions.filter(({ object }) => object === 'default/corner').length;
}

test('a cycle whose writes succeeded is the last where nothing that decides reads them', async () => {
  const { cluster, running } = await operate();

  cluster.put(aShop('open'));
  await eventually(
    async () => stored(cluster),
    (motto) => motto === 'open',
  );

  expect(await cyclesOf({ cluster, running })).toBe(1);
});

test('changes of the custom resource and of a child are still seen', async () => {
  const { cluster, running } = await operate();
  cluster.put(aShop('open'));
  await eventually(
    async () => stored(cluster),
    (motto) => motto === 'open',
  );

  const { metadata, status } = cluster.peek(SHOPS, REF) ?? aShop('');
  cluster.put({ ...aShop('closed'), metadata: { ...metadata, generation: 2 }, status });
  await eventually(
    async () => stored(cluster),
    (motto) => motto === 'closed',
  );
  const child = cluster.peek(CONFIG_MAPS, REF);
  cluster.put({ ...(child ?? aShop('')), data: { motto: 'spoiled' } });
  await eventually(
    async () => mottoOf(cluster.peek(CONFIG_MAPS, REF)),
    (motto) => motto === 'closed',
  );

  expect(running.decisions.map(({ writes }) => writes > 0)).not.toContain(false);
});

/** Has somebody else write once, as soon as an own write is stored and before its answer is there. */
function meddleIn(cluster: FakeCluster, meddle: (cluster: FakeCluster) => void): void {
  const send = cluster.apply.bind(cluster);
  let isDone = false;
  const apply: FakeCluster['apply'] = async (...write) => {
    const answer = await send(...write);
    if (!isDone) meddle(cluster);
    isDone = true;
    return answer;
  };
  Object.assign(cluster, { apply });
}

test.each([
  {
    what: 'the child that it writes',
    meddle: (cluster: FakeCluster) => {
      const child = cluster.peek(CONFIG_MAPS, REF);
      cluster.put({ ...(child ?? aShop('')), data: { motto: 'spoiled' } });
    },
    motto: 'open',
  },
  {
    what: 'the spec',
    meddle: (cluster: FakeCluster) => {
      const { metadata } = cluster.peek(SHOPS, REF) ?? aShop('');
      cluster.put({ ...aShop('closed'), metadata: { ...metadata, generation: 2 } });
    },
    motto: 'closed',
  },
])('what somebody changes of $what while a cycle writes is seen', async ({ meddle, motto }) => {
  const cluster = fakeCluster();
  meddleIn(cluster, meddle);
  await operate('', cluster);

  cluster.put(aShop('open'));

  await eventually(
    async () => [mottoOf(cluster.peek(CONFIG_MAPS, REF)), stored(cluster)],
    (found) => found.every((each) => each === motto),
    3_000,
  );
});

test('where a condition reads what was written, another cycle looks at it', async () => {
  const { cluster, running } = await operate(
    ', when: [{ field: children.configmap.data.motto, notEquals: locked }]',
  );

  cluster.put(aShop('open'));
  await eventually(
    async () => stored(cluster),
    (motto) => motto === 'open',
  );

  expect(await cyclesOf({ cluster, running })).toBeGreaterThan(1);
});
