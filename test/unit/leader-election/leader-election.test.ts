import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import type { Installation } from '../../../core/leadership/installation.ts';
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
  /** Of the installation that runs the Katalog `shop`, unless another one is given. */
  replica(identity: string, options?: ReplicaOptions): Replica;
}

interface ReplicaOptions {
  readonly serves?: Installation;
  readonly name?: string;
}

/** Numbers of a replica's own, the same in each run. */
function seededRandom(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Katalogs, and the plurals of the CRDs they serve. */
const anInstallation = (
  katalogs: readonly string[],
  plurals: readonly string[],
  revision = 'r1',
): Installation => ({ katalogs, crds: plurals.map((plural) => `${plural}.example.org`), revision });

const SHOP = anInstallation(['shop'], ['shops']);

function aScene(): Scene {
  const clock = fakeClock({ startMs: 1_000_000 });
  const cluster = fakeCluster();
  cluster.install(leases);
  return {
    clock,
    cluster,
    replica: (identity, options) => aReplica({ clock, cluster }, identity, options),
  };
}

function aReplica(
  { clock, cluster }: Omit<Scene, 'replica'>,
  identity: string,
  options: ReplicaOptions = {},
): Replica {
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
    serves: SHOP,
    ...options,
    random: seededRandom(identity),
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
  return cluster.peek(leases, { namespace: 'orkestra', name: 'orkestra-shop' });
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
      metadata: { name: 'orkestra-shop', namespace: 'orkestra' },
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
      metadata: { name: 'orkestra-shop', namespace: 'orkestra' },
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
      metadata: { name: 'orkestra-shop', namespace: 'orkestra' },
    });
    await scene.clock.advance(2_500);

    expect(replica.election.isLeader()).toBe(true);
    expect(leaseIn(scene.cluster)).toBeDefined();
    await replica.stop();
  });
});

describe('several installations', () => {
  const leaders = (replicas: readonly Replica[]): readonly boolean[] =>
    replicas.map(({ election }) => election.isLeader());

  test('the Lease says which Katalogs, CRDs and revision its holder runs', async () => {
    const scene = aScene();
    const serves = anInstallation(['cache', 'shop'], ['caches', 'shops'], 'r7');
    const replica = scene.replica('one', { serves, name: 'team-a' });
    await scene.clock.advance(100);

    const lease = scene.cluster.peek(leases, { namespace: 'orkestra', name: 'team-a' });
    expect(lease?.metadata).toMatchObject({
      labels: { 'orkestra.orkspace.io/managed': 'true' },
      annotations: {
        'orkestra.orkspace.io/katalogs': 'cache,shop',
        'orkestra.orkspace.io/crds': 'caches.example.org,shops.example.org',
        'orkestra.orkspace.io/revision': 'r7',
      },
    });
    await replica.stop();
  });

  test('with different Katalogs both lead, each under a Lease of its own', async () => {
    const scene = aScene();
    const shop = scene.replica('one');
    const cache = scene.replica('two', { serves: anInstallation(['cache'], ['caches']) });

    await scene.clock.advance(5_000);

    expect(leaders([shop, cache])).toEqual([true, true]);
    await shop.stop();
    await cache.stop();
  });

  test('one that is given the Lease of another says that nobody serves its CRDs, and how to mend it', async () => {
    const scene = aScene();
    const first = scene.replica('one', { name: 'shared' });
    await scene.clock.advance(100);
    const serves = anInstallation(['cache'], ['caches']);
    const second = scene.replica('two', { serves, name: 'shared' });

    await scene.clock.advance(30_000);

    expect(leaders([first, second])).toEqual([true, false]);
    expect(second.election.standby()).toEqual({
      isServed: false,
      reason:
        'Lease orkestra/shared is held by one, which runs Katalog shop; Katalog cache waits and is served by nobody: ' +
        'give each installation a Lease of its own (--lease-name)',
    });
    await first.stop();
    await second.stop();
  });

  test('another revision of the same Katalogs stands by and takes over', async () => {
    const scene = aScene();
    const old = scene.replica('old');
    await scene.clock.advance(100);
    const serves = anInstallation(['shop'], ['carts', 'shops'], 'r2');
    const next = scene.replica('new', { serves });
    await scene.clock.advance(5_000);
    const standby = next.election.standby();

    await old.stop();
    await scene.clock.advance(300);

    expect(standby).toEqual({ isServed: true, reason: 'another replica leads: old' });
    expect(next.election.isLeader()).toBe(true);
    await next.stop();
  });

  test('of two that serve one CRD under different Leases only one leads; the other takes over when it ends', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.advance(100);
    const serves = anInstallation(['cache', 'shop'], ['caches', 'shops']);
    const second = scene.replica('two', { serves });
    await scene.clock.advance(30_000);
    const during = leaders([first, second]);
    const standby = second.election.standby();

    await first.stop();
    await scene.clock.advance(2_500);

    expect(during).toEqual([true, false]);
    expect(standby).toEqual({
      isServed: true,
      reason:
        'shops.example.org is served by one, which runs Katalog shop under Lease orkestra/orkestra-shop: ' +
        'two installations must not work on the same custom resources',
    });
    expect(second.election.isLeader()).toBe(true);
    await second.stop();
  });

  test('one that vanished holds the others up no longer than its Lease lasts', async () => {
    const scene = aScene();
    const first = scene.replica('one');
    await scene.clock.advance(100);
    first.cut();
    const serves = anInstallation(['cache', 'shop'], ['caches', 'shops']);
    const second = scene.replica('two', { serves });

    await scene.clock.advance(9_000);
    const early = second.election.isLeader();
    await scene.clock.advance(5_000);

    expect(early).toBe(false);
    expect(second.election.isLeader()).toBe(true);
    await first.stop();
    await second.stop();
  });

  test('that begin at the same moment with overlapping CRDs never lead both, and one does in the end', async () => {
    const scene = aScene();
    const replicas = ['one', 'two', 'three'].map((identity) =>
      scene.replica(identity, { serves: anInstallation([identity], ['shops']) }),
    );
    for (let at = 0; at < 30_000; at += 100) {
      await scene.clock.advance(100);
      expect(leaders(replicas).filter(Boolean).length).toBeLessThanOrEqual(1);
    }

    expect(leaders(replicas).filter(Boolean)).toHaveLength(1);
    for (const replica of replicas) await replica.stop();
  });
});

test('timings that would let two replicas lead are refused', () => {
  const { clock, cluster } = aScene();
  const options = {
    cluster,
    clock,
    log: silentLogger,
    namespace: 'n',
    identity: 'i',
    serves: SHOP,
  };

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
