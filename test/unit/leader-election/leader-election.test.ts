import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { silentLogger } from '../../../core/log.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import {
  createLeaderElection,
  type LeaderElection,
} from '../../../plugins/leader-election/leader-election.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const leases = aType('Lease', 'coordination.k8s.io');

interface Replica {
  readonly election: LeaderElection;
  readonly changes: boolean[];
  /** Graceful: releases the Lease. */
  readonly stop: () => Promise<void>;
  /** Nothing it sends arrives any more, as after `kill -9` or a network cut. */
  readonly cut: () => void;
  /** What it sends arrives, the answers do not. */
  readonly deafen: () => void;
  readonly mend: () => void;
}

interface Scene {
  readonly clock: FakeClock;
  readonly cluster: FakeCluster;
  replica(identity: string): Replica;
}

function aScene(): Scene {
  const clock = fakeClock({ startMs: 1_000_000 });
  const cluster = fakeCluster();
  cluster.install(leases);
  return { clock, cluster, replica: (identity) => aReplica({ clock, cluster }, identity) };
}

function aReplica({ clock, cluster }: Omit<Scene, 'replica'>, identity: string): Replica {
  let state: 'connected' | 'cut' | 'deaf' = 'connected';
  const through = async <Result>(send: () => Promise<Result>): Promise<Result> => {
    const lost = new OrkError('Cut off', { code: ErrorCode.ApiUnavailable });
    if (state === 'cut') throw lost;
    const answer = await send();
    if (state === 'deaf') throw lost;
    return answer;
  };
  const election = createLeaderElection({
    cluster: {
      ...bound(cluster),
      get: (...request) => through(() => cluster.get(...request)),
      create: (...request) => through(() => cluster.create(...request)),
      replace: (...request) => through(() => cluster.replace(...request)),
    },
    clock,
    log: silentLogger,
    namespace: 'orkestra',
    identity,
    random: () => 0.5,
  });
  const controller = new AbortController();
  const changes: boolean[] = [];
  election.onChange((isLeader) => changes.push(isLeader));
  const running = election.run(controller.signal);
  return {
    election,
    changes,
    async stop() {
      controller.abort();
      await running;
    },
    cut() {
      state = 'cut';
    },
    deafen() {
      state = 'deaf';
    },
    mend() {
      state = 'connected';
    },
  };
}

/** Methods of a class instance, for laying others over them. */
function bound(cluster: FakeCluster): FakeCluster {
  return new Proxy({} as FakeCluster, {
    ownKeys: () => ['resolve', 'forgetDiscovery', 'list', 'watch', 'apply', 'patch', 'delete'],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get(_empty, name) {
      const value: unknown = Reflect.get(cluster, name);
      return typeof value === 'function' ? value.bind(cluster) : value;
    },
  });
}

function leaseIn(cluster: FakeCluster): KubeObject | undefined {
  return cluster.peek(leases, { namespace: 'orkestra', name: 'orkestra-konductor' });
}

describe('one leader', () => {
  test('of two replicas one leads, the other knows who', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.settle();
    const second = scene.replica('two');

    await scene.clock.advance(30_000);

    expect([first.election.isLeader(), second.election.isLeader()]).toEqual([true, false]);
    expect(second.election.leader()).toBe('one');
    expect(() => second.election.assertCanWrite()).toThrow(
      expect.objectContaining({ code: ErrorCode.NotLeader }),
    );
    await first.stop();
    await second.stop();
  });

  test('the Lease says what kubectl and other tools expect', async () => {
    const scene = aScene();
    const replica = scene.replica('one');
    await scene.clock.advance(2_500);

    expect(leaseIn(scene.cluster)).toMatchObject({
      apiVersion: 'coordination.k8s.io/v1',
      metadata: { name: 'orkestra-konductor', namespace: 'orkestra' },
      spec: {
        holderIdentity: 'one',
        leaseDurationSeconds: 10,
        acquireTime: '1970-01-01T00:16:40.000000Z',
        renewTime: '1970-01-01T00:16:42.000000Z',
        leaseTransitions: 0,
      },
    });
    await replica.stop();
  });

  test('a follower that sees the Lease sends nothing while it waits', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.settle();
    const second = scene.replica('two');
    await scene.clock.settle();
    scene.cluster.requests.length = 0;

    await scene.clock.advance(20_000);

    expect(scene.cluster.requests.filter(({ verb }) => verb === 'get')).toEqual([]);
    await first.stop();
    await second.stop();
  });
});

describe('handover', () => {
  test('a released Lease is taken at once', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.settle();
    const second = scene.replica('two');
    await scene.clock.advance(5_000);

    await first.stop();
    await scene.clock.advance(300);

    expect(first.changes).toEqual([true, false]);
    expect(second.election.isLeader()).toBe(true);
    expect(leaseIn(scene.cluster)).toMatchObject({
      spec: { holderIdentity: 'two', leaseTransitions: 1 },
    });
    await second.stop();
  });

  test('without a watch it is taken with the next try', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.settle();
    scene.cluster.fault = ({ verb }) => {
      if (verb.startsWith('watch') || verb === 'list') {
        throw new OrkError('Forbidden', { code: ErrorCode.ApiForbidden });
      }
    };
    const second = scene.replica('two');
    await scene.clock.advance(5_000);

    await first.stop();
    await scene.clock.advance(2_500);

    expect(second.election.isLeader()).toBe(true);
    await second.stop();
  });

  test('a leader that vanishes is replaced in less than 15 s, not before its Lease has run out', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.settle();
    const second = scene.replica('two');
    await scene.clock.advance(7_000);

    first.cut();
    await scene.clock.advance(7_900);
    const early = second.election.isLeader();
    await scene.clock.advance(7_000);

    expect(early).toBe(false);
    expect(second.election.isLeader()).toBe(true);
    await first.stop();
    await second.stop();
  });

  test('clocks that differ by hours change nothing', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.advance(1_000);
    scene.clock.shiftWall(6 * 3_600_000);
    const second = scene.replica('two');

    await scene.clock.advance(60_000);
    scene.clock.shiftWall(-12 * 3_600_000);
    await scene.clock.advance(60_000);

    expect([first.election.isLeader(), second.election.isLeader()]).toEqual([true, false]);
    await first.stop();
    await second.stop();
  });
});

describe('fencing', () => {
  test('a leader that cannot renew stops writing in time, and comes back later', async () => {
    const scene = aScene();
    const replica = scene.replica('one');
    await scene.clock.advance(2_500);

    replica.cut();
    await scene.clock.advance(6_400);
    const during = replica.election.isLeader();
    await scene.clock.advance(200);
    const after = replica.election.isLeader();
    const heard = [...replica.changes];
    replica.mend();
    await scene.clock.advance(3_000);

    expect([during, after]).toEqual([true, false]);
    expect(heard).toEqual([true, false]);
    expect(replica.election.isLeader()).toBe(true);
    await replica.stop();
  });

  test('a renewal that hangs does not prolong leadership', async () => {
    const scene = aScene();
    const replica = scene.replica('one');
    await scene.clock.advance(100);

    scene.cluster.fault = ({ verb }) =>
      verb === 'replace' ? scene.clock.sleep(60_000) : undefined;
    await scene.clock.advance(7_000);

    expect(replica.changes).toEqual([true, false]);
    expect(() => replica.election.assertCanWrite()).toThrow();
    scene.cluster.fault = undefined;
    await replica.stop();
  });

  test('a Lease that somebody else holds ends leadership with the next renewal', async () => {
    const scene = aScene();
    const replica = scene.replica('one');
    await scene.clock.advance(100);
    const lease = leaseIn(scene.cluster);

    scene.cluster.put({
      ...lease,
      ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
      metadata: { name: 'orkestra-konductor', namespace: 'orkestra' },
      spec: { holderIdentity: 'thief', leaseDurationSeconds: 10, renewTime: 'now' },
    });
    await scene.clock.advance(2_000);

    expect(replica.election.isLeader()).toBe(false);
    expect(replica.election.leader()).toBe('thief');
    await replica.stop();
  });

  test('a Lease that is deleted is made again', async () => {
    const scene = aScene();
    const replica = scene.replica('one');
    await scene.clock.advance(100);

    scene.cluster.remove({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'orkestra-konductor', namespace: 'orkestra' },
    });
    await scene.clock.advance(2_500);

    expect(replica.election.isLeader()).toBe(true);
    expect(leaseIn(scene.cluster)).toBeDefined();
    await replica.stop();
  });
});

test('timings that would let two replicas lead are refused', () => {
  const { clock, cluster } = aScene();
  const options = { cluster, clock, log: silentLogger, namespace: 'n', identity: 'i' };

  expect(() =>
    createLeaderElection({ ...options, leaseDurationMs: 5_000, renewDeadlineMs: 7_000 }),
  ).toThrow(expect.objectContaining({ code: ErrorCode.ConfigInvalid }));
});

test('whatever is cut, mended and stopped, never do two lead, and in the end one does', async () => {
  const step = fc.record({
    do: fc.constantFrom('cut' as const, 'deafen' as const, 'mend' as const, 'skew' as const),
    who: fc.nat(2),
    afterMs: fc.nat(9_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const scene = aScene();
      const replicas = ['one', 'two', 'three'].map((identity) => scene.replica(identity));
      const leaders = (): number => replicas.filter(({ election }) => election.isLeader()).length;

      for (const { do: what, who, afterMs } of steps) {
        if (what === 'skew') scene.clock.shiftWall(afterMs - 4_500);
        else replicas[who]?.[what]();
        for (let at = 0; at < afterMs; at += 500) {
          await scene.clock.advance(500);
          expect(leaders()).toBeLessThanOrEqual(1);
        }
      }
      for (const replica of replicas) replica.mend();
      await scene.clock.advance(16_000);
      const atEnd = leaders();
      await Promise.all(replicas.map((replica) => replica.stop()));

      expect(atEnd).toBe(1);
    }),
    { numRuns: 40 },
  );
});
