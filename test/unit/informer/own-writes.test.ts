import { expect, test } from 'vitest';
import type { Cluster } from '../../../core/cluster/cluster.ts';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { createInformerSet } from '../../../core/informer/informer-set.ts';
import type { ObjectStore } from '../../../core/informer/object-store.ts';
import { showOwnWrites } from '../../../core/informer/own-writes.ts';
import { silentLogger } from '../../../core/log.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const type = aType('Web', 'example.com');
const ref = { namespace: 'ns', name: 'a' };
const target = { type, ref };
const never = new AbortController().signal;
const web: KubeObject = { apiVersion: 'example.com/v1', kind: 'Web', metadata: { ...ref } };

interface Scene {
  readonly clock: FakeClock;
  readonly inner: FakeCluster;
  readonly cluster: Cluster;
  readonly store: ObjectStore;
  readonly heard: string[];
  readonly stop: () => Promise<void>;
}

/** Answers of `inner` take 10 ms; its events take none. */
async function aScene(): Promise<Scene> {
  const clock = fakeClock();
  const inner = fakeCluster();
  const heard: string[] = [];
  inner.install(type);
  const informers = createInformerSet({ cluster: inner, clock, log: silentLogger });
  const controller = new AbortController();
  const running = informers.run(controller.signal);
  const { store, whenSynced } = informers.subscribe({
    gvk: type,
    onEvent: ({ type: what, object, isEcho }) => {
      const { name, resourceVersion } = object.metadata;
      heard.push(`${what} ${name} ${resourceVersion}${isEcho ? ' echo' : ''}`);
    },
  });
  await whenSynced(never);
  const slow = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const value = await answer;
    await clock.sleep(10);
    return value;
  };
  const answering: Cluster = {
    ...showOwnWrites(inner, { beginWrite: () => ({ settle() {}, settleDeleted() {} }) }),
    apply: (...request) => slow(inner.apply(...request)),
    patch: (...request) => slow(inner.patch(...request)),
    delete: (...request) => slow(inner.delete(...request)),
  };
  return {
    clock,
    inner,
    cluster: showOwnWrites(answering, informers),
    store,
    heard,
    async stop() {
      controller.abort();
      await running;
    },
  };
}

test('an event that comes before the answer is an echo all the same', async () => {
  const scene = await aScene();

  const applied = scene.cluster.apply(target, web, { force: true, signal: never });
  await scene.clock.settle();
  const before = [...scene.heard];
  await scene.clock.advance(10);
  await applied;

  expect(before).toEqual([]);
  expect(scene.heard).toEqual(['added a 101 echo']);
  expect(scene.store.get(ref)?.metadata.resourceVersion).toBe('101');
  await scene.stop();
});

test('an event of another object in between changes nothing', async () => {
  const scene = await aScene();

  const applied = scene.cluster.apply(target, web, { force: true, signal: never });
  await scene.clock.settle();
  scene.inner.put({ ...web, metadata: { ...ref, name: 'other' } });
  await scene.clock.advance(10);
  await applied;

  expect(scene.heard).toEqual(['added other 102', 'added a 101 echo']);
  await scene.stop();
});

test('what somebody else wrote meanwhile is told as such, and seen', async () => {
  const scene = await aScene();

  const applied = scene.cluster.apply(target, web, { force: true, signal: never });
  await scene.clock.settle();
  scene.inner.put({ ...web, spec: { by: 'somebody' } });
  await scene.clock.advance(10);
  await applied;

  expect(scene.heard).toEqual(['added a 101 echo', 'updated a 102']);
  expect(scene.store.get(ref)).toMatchObject({ spec: { by: 'somebody' } });
  await scene.stop();
});

test('a write that fails lets through what was held back', async () => {
  const scene = await aScene();

  scene.inner.fault = async () => {
    await scene.clock.sleep(5);
    throw new OrkError('Refused', { code: ErrorCode.ApiForbidden });
  };
  const patched = scene.cluster.patch(target, {}, { type: 'merge', signal: never });
  const refused = expect(patched).rejects.toThrow('Refused');
  scene.inner.put(web);
  await scene.clock.settle();
  const before = [...scene.heard];
  await scene.clock.advance(5);
  await refused;

  expect(before).toEqual([]);
  expect(scene.heard).toEqual(['added a 101']);
  await scene.stop();
});

test('a deleted object is hidden with the answer, and its event is an echo', async () => {
  const scene = await aScene();
  scene.inner.put(web);
  await scene.clock.settle();

  const deleted = scene.cluster.delete(target, {}, never);
  await scene.clock.advance(10);
  await deleted;

  expect(scene.heard).toEqual(['added a 101', 'deleted a 101 echo']);
  expect(scene.store.get(ref)).toBeUndefined();
  await scene.stop();
});

test('an answer that comes first shows at once, and the event later is an echo', async () => {
  const scene = await aScene();
  scene.inner.holdEvents();

  const applied = scene.cluster.apply(target, web, { force: true, signal: never });
  await scene.clock.advance(10);
  await applied;
  const seen = scene.store.get(ref)?.metadata.resourceVersion;
  scene.inner.deliver();
  await scene.clock.settle();

  expect(seen).toBe('101');
  expect(scene.heard).toEqual(['added a 101 echo']);
  await scene.stop();
});

test('a list during a write tells what was held back first', async () => {
  const scene = await aScene();
  const applied = scene.cluster.apply(target, web, { force: true, signal: never });
  await scene.clock.settle();

  scene.inner.compact();
  await scene.clock.advance(5);
  scene.inner.cutWatches();
  await scene.clock.advance(2_000);
  await applied;

  expect(scene.heard).toHaveLength(1);
  expect(scene.store.get(ref)?.metadata.resourceVersion).toBe('101');
  await scene.stop();
});
