import { afterEach, beforeEach, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../../core/errors.ts';
import { silentLogger } from '../../../../core/log.ts';
import type { KubeObject } from '../../../../core/object/kube-object.ts';
import {
  createFinalizerWatch,
  type FinalizerWatch,
} from '../../../../core/runtime/abandoned/finalizer-watch.ts';
import { isHeldByUs } from '../../../../core/runtime/abandoned/is-ours.ts';
import { type FakeClock, fakeClock } from '../../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../../helpers/fake-cluster.ts';

const SHOP = aType('Shop', 'shop.example.org');
const OURS = { katalogs: ['shops'], finalizers: ['example.org/mine'] };

let cluster: FakeCluster;
let clock: FakeClock;
let stop: AbortController;
let heard: string[];
let watch: FinalizerWatch;
let running: Promise<void>;

beforeEach(() => {
  cluster = fakeCluster();
  cluster.install(SHOP);
  clock = fakeClock();
  stop = new AbortController();
  heard = [];
  watch = createFinalizerWatch({
    cluster,
    type: SHOP,
    namespace: undefined,
    clock,
    log: silentLogger,
    isAbandoned: (object) => isHeldByUs(object, OURS),
    found: ({ metadata }) => void heard.push(`found ${metadata.name}`),
    gone: (key) => void heard.push(`gone ${key}`),
    refused: (reason) => void heard.push(`refused ${reason}`),
  });
});
afterEach(async () => {
  stop.abort();
  await running;
});

const start = async (): Promise<void> => {
  running = watch.run(stop.signal);
  await clock.settle();
};

function shop(name: string, metadata: object = {}): KubeObject {
  return {
    apiVersion: 'shop.example.org/v1',
    kind: 'Shop',
    metadata: { name, namespace: 'default', ...metadata },
  };
}

const HELD = {
  finalizers: ['orkestra.orkspace.io/cleanup'],
  annotations: { 'orkestra.orkspace.io/managed-by': 'shops' },
};

test('where nothing is abandoned there is one list and no watch', async () => {
  cluster.put(shop('free'));
  await start();
  expect(heard).toEqual([]);
  expect(cluster.openWatches).toBe(0);
});

test('what is abandoned is watched until it is released', async () => {
  cluster.put(shop('held', HELD));
  await start();
  expect(heard).toEqual(['found held']);
  expect(cluster.openWatches).toBe(1);

  cluster.put(shop('held'));
  await clock.settle();

  expect(heard).toEqual(['found held', 'gone default/held']);
  expect(cluster.openWatches).toBe(0);
});

test('what comes later is found when it is looked for', async () => {
  await start();
  cluster.put(shop('late', HELD));
  watch.look();
  await clock.settle();
  expect(heard).toEqual(['found late']);
});

test('without the right to list it says so, and asks no more until it is told to', async () => {
  cluster.fault = () => {
    throw new OrkError('no', { code: ErrorCode.ApiForbidden });
  };
  await start();
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatch(/^refused /);
});

test.each([
  { what: 'our finalizer of one of the Katalogs', metadata: HELD, isOurs: true },
  {
    what: 'our finalizer of another Katalog',
    metadata: { ...HELD, annotations: { 'orkestra.orkspace.io/managed-by': 'other' } },
    isOurs: false,
  },
  {
    what: 'our finalizer that nobody signed',
    metadata: { finalizers: HELD.finalizers },
    isOurs: false,
  },
  {
    what: 'a finalizer that an entry declared',
    metadata: { finalizers: ['example.org/mine'] },
    isOurs: true,
  },
  {
    what: 'a finalizer of somebody else',
    metadata: { ...HELD, finalizers: ['a.b/c'] },
    isOurs: false,
  },
])('$what is ours to release: $isOurs', async ({ isOurs, metadata }) => {
  running = Promise.resolve();
  expect(isHeldByUs(shop('a', metadata), OURS)).toBe(isOurs);
});
