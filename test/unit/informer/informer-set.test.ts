import { expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { createInformerSet, type InformerSet } from '../../../core/informer/informer-set.ts';
import { type Logger, silentLogger } from '../../../core/log.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const type = aType('Web', 'example.com');
const gvk = { group: 'example.com', version: 'v1', kind: 'Web' };
const never = new AbortController().signal;

function aWeb(name: string, namespace = 'ns'): KubeObject {
  return { apiVersion: 'example.com/v1', kind: 'Web', metadata: { name, namespace } };
}

interface Scene {
  readonly clock: FakeClock;
  readonly cluster: FakeCluster;
  readonly set: InformerSet;
  readonly infos: string[];
  readonly stop: () => Promise<void>;
}

function aScene(): Scene {
  const clock = fakeClock();
  const cluster = fakeCluster();
  const infos: string[] = [];
  const log: Logger = { ...silentLogger, info: (_fields, text) => void infos.push(text) };
  const set = createInformerSet({
    cluster,
    clock,
    log: { ...log, child: () => log },
    random: () => 0,
  });
  const controller = new AbortController();
  const running = set.run(controller.signal);
  return {
    clock,
    cluster,
    set,
    infos,
    async stop() {
      controller.abort();
      await running;
    },
  };
}

test.each(['synced', 'missing'] as const)(
  'who comes later hears that the cache is %s, as the first did',
  async (phase) => {
    const scene = aScene();
    if (phase === 'synced') scene.cluster.install(type);
    const first: string[] = [];
    const later: string[] = [];
    scene.set.subscribe({ gvk, onState: (state) => void first.push(state.phase) });
    await scene.clock.advance(10);

    scene.set.subscribe({ gvk, onState: (state) => void later.push(state.phase) });

    expect(first).toEqual([phase]);
    expect(later).toEqual([phase]);
    await scene.stop();
  },
);

test('who wants the same kind shares one informer, late ones hear what is there', async () => {
  const scene = aScene();
  const heard: string[] = [];
  scene.cluster.install(type);
  scene.cluster.put(aWeb('a'));
  const first = scene.set.subscribe({ gvk });
  await first.whenSynced(never);

  const second = scene.set.subscribe({
    gvk,
    onEvent: (event) => heard.push(`${event.type} ${event.object.metadata.name}`),
  });
  scene.cluster.put(aWeb('b'));
  await scene.clock.settle();

  expect(second.store).toBe(first.store);
  expect(heard).toEqual(['added a', 'added b']);
  expect(scene.cluster.openWatches).toBe(1);
  await scene.stop();
});

test('another selection is another informer', async () => {
  const scene = aScene();
  scene.cluster.install(type);
  scene.cluster.put(aWeb('a'));
  scene.cluster.put(aWeb('b', 'other'));

  const all = scene.set.subscribe({ gvk });
  const one = scene.set.subscribe({ gvk, selection: { namespace: 'other' } });
  await all.whenSynced(never);
  await one.whenSynced(never);

  expect([all.store.size, one.store.size]).toEqual([2, 1]);
  await scene.stop();
});

test('the last release stops the informer, a new subscription starts another', async () => {
  const scene = aScene();
  scene.cluster.install(type);
  const first = scene.set.subscribe({ gvk });
  const second = scene.set.subscribe({ gvk });
  await first.whenSynced(never);

  first.release();
  await scene.clock.settle();
  const shared = scene.cluster.openWatches;
  second.release();
  await scene.clock.settle();
  const released = scene.cluster.openWatches;
  const third = scene.set.subscribe({ gvk });
  await third.whenSynced(never);

  expect([shared, released, scene.cluster.openWatches]).toEqual([1, 0, 1]);
  await scene.stop();
});

test('a kind that is not installed is waited for, saying so once', async () => {
  const scene = aScene();
  const phases: string[] = [];
  const subscription = scene.set.subscribe({ gvk, onState: ({ phase }) => phases.push(phase) });
  await scene.clock.advance(30_000);
  const waiting = subscription.status();

  scene.cluster.install(type);
  await scene.clock.advance(5_000);

  expect(waiting).toMatchObject({
    phase: 'missing',
    reason: 'example.com/v1/Web is not installed',
  });
  expect(phases).toEqual(['missing', 'syncing', 'synced']);
  expect(scene.infos).toEqual(['kind is not installed, waiting for it', 'kind is installed']);
  await scene.stop();
});

test('a kind whose definition goes away is emptied and started again when it returns', async () => {
  const scene = aScene();
  const heard: string[] = [];
  scene.cluster.install(type);
  scene.cluster.put(aWeb('a'));
  const subscription = scene.set.subscribe({ gvk, onEvent: (event) => heard.push(event.type) });
  await subscription.whenSynced(never);
  await scene.clock.advance(20_000);

  scene.cluster.uninstall(type);
  await scene.clock.advance(2_000);
  const gone = subscription.status().phase;
  scene.cluster.install(type);
  scene.cluster.put(aWeb('b'));
  await scene.clock.advance(10_000);

  expect(gone).toBe('missing');
  expect(heard).toEqual(['added', 'deleted', 'added']);
  expect(subscription.status().phase).toBe('synced');
  await scene.stop();
});

test('a 404 while the kind is still installed costs nothing but a list', async () => {
  const scene = aScene();
  const heard: string[] = [];
  scene.cluster.install(type);
  scene.cluster.put(aWeb('a'));
  const subscription = scene.set.subscribe({ gvk, onEvent: (event) => heard.push(event.type) });
  await subscription.whenSynced(never);
  await scene.clock.advance(20_000);

  scene.cluster.cutWatches(new OrkError('Not found', { code: ErrorCode.ApiNotFound }));
  scene.cluster.put(aWeb('b'));
  await scene.clock.advance(2_000);

  expect(heard).toEqual(['added', 'added']);
  expect(subscription.status().phase).toBe('synced');
  await scene.stop();
});

test('an own write is shown in every store of the kind that holds its namespace', async () => {
  const scene = aScene();
  scene.cluster.install(type);
  const all = scene.set.subscribe({ gvk });
  const other = scene.set.subscribe({ gvk, selection: { namespace: 'other' } });
  await all.whenSynced(never);
  await other.whenSynced(never);
  scene.cluster.holdEvents();
  const written = scene.cluster.put(aWeb('a'));

  scene.set.overlay(written, gvk);
  const seen = [all.store.size, other.store.size];
  scene.set.overlayDeleted(gvk, { namespace: 'ns', name: 'a' }, written.metadata.uid);

  expect(seen).toEqual([1, 0]);
  expect(all.store.size).toBe(0);
  await scene.stop();
});

test('waiting for a store that never is complete ends with the signal', async () => {
  const scene = aScene();
  const stop = new AbortController();
  const subscription = scene.set.subscribe({ gvk });
  const synced = subscription.whenSynced(stop.signal);

  stop.abort();

  expect(await synced).toBe(false);
  await scene.stop();
});
