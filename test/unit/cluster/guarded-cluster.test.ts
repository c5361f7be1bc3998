import { expect, test } from 'vitest';
import type { Cluster } from '../../../core/cluster/cluster.ts';
import { guardCluster } from '../../../core/cluster/guarded-cluster.ts';
import { ErrorCode } from '../../../core/errors.ts';
import { type Leadership, notLeaderError } from '../../../core/leadership/leadership.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const type = aType('Web', 'example.com');
const ref = { namespace: 'ns', name: 'a' };
const target = { type, ref };
const web: KubeObject = { apiVersion: 'example.com/v1', kind: 'Web', metadata: { ...ref } };
const never = new AbortController().signal;

interface Switch extends Leadership {
  set(isLeader: boolean): void;
}

function aSwitch(initially: boolean): Switch {
  let isLeader = initially;
  const listeners = new Set<(isLeader: boolean) => void>();
  return {
    isLeader: () => isLeader,
    standby: () => undefined,
    leader: () => '',
    assertCanWrite() {
      if (!isLeader) throw notLeaderError();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(next) {
      isLeader = next;
      for (const listener of listeners) listener(next);
    },
  };
}

function aCluster(): FakeCluster {
  const cluster = fakeCluster();
  cluster.install(type);
  return cluster;
}

const writes: readonly { verb: string; send: (cluster: Cluster) => Promise<unknown> }[] = [
  { verb: 'create', send: (cluster) => cluster.create(type, web, never) },
  { verb: 'replace', send: (cluster) => cluster.replace(target, web, never) },
  { verb: 'apply', send: (cluster) => cluster.apply(target, web, { force: true, signal: never }) },
  { verb: 'patch', send: (cluster) => cluster.patch(target, {}, { type: 'merge', signal: never }) },
  { verb: 'delete', send: (cluster) => cluster.delete(target, {}, never) },
];

test.each(writes)('a follower does not $verb, and nothing is sent', async ({ send }) => {
  const cluster = aCluster();

  await expect(send(guardCluster(cluster, aSwitch(false)))).rejects.toMatchObject({
    code: ErrorCode.NotLeader,
  });
  expect(cluster.requests).toEqual([]);
});

test.each(writes)('the leader may $verb', async ({ verb, send }) => {
  const cluster = aCluster();
  if (verb !== 'create') cluster.put(web);

  await send(guardCluster(cluster, aSwitch(true)));

  expect(cluster.requests).toMatchObject([{ verb }]);
});

test('a follower reads, and may try what a write would do', async () => {
  const cluster = aCluster();
  const guarded = guardCluster(cluster, aSwitch(false));

  await guarded.list(type, {}, never);
  await guarded.get(target, never);
  await guarded.apply(target, web, { force: true, dryRun: true, signal: never });

  expect(cluster.requests.map(({ verb }) => verb)).toEqual(['list', 'get', 'apply']);
});

test('losing leadership ends the writes under way', async () => {
  const leadership = aSwitch(true);
  const cluster = aCluster();
  cluster.create = (_type, _object, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  const created = guardCluster(cluster, leadership).create(type, web, never);

  leadership.set(false);

  await expect(created).rejects.toMatchObject({ code: ErrorCode.NotLeader });
});

test('the caller can still end its own write', async () => {
  const cluster = aCluster();
  const stop = new AbortController();
  cluster.create = (_type, _object, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  const created = guardCluster(cluster, aSwitch(true)).create(type, web, stop.signal);

  stop.abort(new Error('enough'));

  await expect(created).rejects.toThrow('enough');
});
