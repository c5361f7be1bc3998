import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import {
  createInformer,
  type Informer,
  type InformerOptions,
} from '../../../core/informer/informer.ts';
import type { InformerEvent } from '../../../core/informer/informer-event.ts';
import { type Logger, silentLogger } from '../../../core/log.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import {
  aType,
  type FakeCluster,
  type FakeClusterOptions,
  fakeCluster,
} from '../../helpers/fake-cluster.ts';

const type = aType('Web', 'example.com');

interface Scene {
  readonly clock: FakeClock;
  readonly cluster: FakeCluster;
  readonly informer: Informer;
  readonly events: InformerEvent[];
  readonly names: () => string[];
  readonly verbs: () => string[];
  readonly ended: Promise<'aborted' | 'missing'>;
  readonly stop: () => Promise<void>;
}

function aWeb(name: string, spec: object = {}): KubeObject {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Web',
    metadata: { name, namespace: 'ns' },
    spec,
  };
}

interface SceneOptions {
  readonly cluster?: FakeClusterOptions;
  readonly informer?: Partial<InformerOptions>;
  readonly objects?: readonly string[];
  /** Runs before the informer does. */
  readonly prepare?: (cluster: FakeCluster) => void;
}

function aScene(options: SceneOptions = {}): Scene {
  const clock = fakeClock();
  const cluster = fakeCluster(options.cluster);
  const events: InformerEvent[] = [];
  cluster.install(type);
  for (const name of options.objects ?? ['a']) cluster.put(aWeb(name));
  options.prepare?.(cluster);
  const informer = createInformer({
    cluster,
    type,
    clock,
    log: silentLogger,
    random: () => 0,
    onEvent: (event) => void events.push(event),
    ...options.informer,
  });
  const controller = new AbortController();
  const running = informer.run(controller.signal);
  return {
    clock,
    cluster,
    informer,
    events,
    names: () => events.map(({ type: what, object }) => `${what} ${object.metadata.name}`),
    verbs: () => cluster.requests.map(({ verb }) => verb),
    ended: running,
    async stop() {
      controller.abort();
      await running;
    },
  };
}

describe('start', () => {
  test('one request brings the present objects and the changes after them', async () => {
    const scene = aScene({ objects: ['a', 'b'] });

    await scene.informer.hasSynced;
    scene.cluster.put(aWeb('c'));
    await scene.clock.settle();

    expect(scene.verbs()).toEqual(['watch-list']);
    expect(scene.names()).toEqual(['added a', 'added b', 'added c']);
    expect(scene.informer.status()).toMatchObject({
      isConnected: true,
      hasSynced: true,
      objects: 3,
    });
    await scene.stop();
  });

  test('a server without watch-lists is listed in pages', async () => {
    const scene = aScene({
      objects: ['a', 'b', 'c'],
      cluster: { watchLists: false },
      informer: { pageSize: 2 },
    });

    await scene.informer.hasSynced;
    await scene.clock.settle();

    expect(scene.verbs()).toEqual(['watch-list', 'list', 'list', 'watch']);
    expect(scene.informer.store.size).toBe(3);
    await scene.stop();
  });

  test('a server that ignores the wish for a watch-list is listed after 10 s of silence', async () => {
    const scene = aScene({
      objects: [],
      prepare(cluster) {
        cluster.watch = silentWatchList(cluster.watch.bind(cluster));
      },
    });

    await scene.clock.advance(10_000);

    expect(scene.informer.status().hasSynced).toBe(true);
    expect(scene.verbs()).toEqual(['list', 'watch']);
    await scene.stop();
  });

  test('pages that expire on the way are listed again in one', async () => {
    const scene = aScene({
      objects: ['a', 'b', 'c'],
      informer: { pageSize: 2, useWatchList: false },
      prepare(cluster) {
        cluster.fault = ({ continueToken }) => {
          if (continueToken !== undefined) throw expired();
        };
      },
    });

    await scene.informer.hasSynced;

    expect(scene.informer.store.size).toBe(3);
    await scene.stop();
  });
});

describe('interruptions', () => {
  test('a closed watch resumes where it was, without a list', async () => {
    const scene = aScene();
    await scene.informer.hasSynced;
    const version = scene.cluster.put(aWeb('b')).metadata.resourceVersion;
    await scene.clock.advance(20_000);

    scene.cluster.cutWatches();
    scene.cluster.put(aWeb('c'));
    await scene.clock.settle();

    expect(scene.cluster.requests.at(-1)).toMatchObject({
      verb: 'watch',
      resourceVersion: version,
    });
    expect(scene.names()).toEqual(['added a', 'added b', 'added c']);
    await scene.stop();
  });

  test('a bookmark moves the place to resume from', async () => {
    const scene = aScene();
    await scene.informer.hasSynced;
    scene.cluster.compact();
    scene.cluster.bookmark();
    await scene.clock.advance(20_000);

    scene.cluster.cutWatches();
    await scene.clock.settle();

    expect(scene.verbs()).toEqual(['watch-list', 'watch']);
    expect(scene.cluster.openWatches).toBe(1);
    await scene.stop();
  });

  test('a connection that breaks is tried again after a while', async () => {
    const scene = aScene();
    await scene.informer.hasSynced;
    await scene.clock.advance(20_000);

    scene.cluster.cutWatches(unavailable());
    await scene.clock.settle();
    const broken = scene.informer.status();
    await scene.clock.advance(800);

    expect(broken).toMatchObject({ isConnected: false, lastError: 'Connection lost' });
    expect(scene.informer.status()).toMatchObject({ isConnected: true });
    expect(scene.verbs()).toEqual(['watch-list', 'watch']);
    await scene.stop();
  });

  test('after 410 a list tells what changed meanwhile, deletes included', async () => {
    const scene = aScene({ objects: ['same', 'changed', 'gone'] });
    await scene.informer.hasSynced;
    await scene.clock.advance(20_000);
    scene.events.length = 0;

    scene.cluster.holdEvents();
    scene.cluster.put(aWeb('changed', { size: 2 }));
    scene.cluster.remove(aWeb('gone'));
    scene.cluster.put(aWeb('new'));
    scene.cluster.compact();
    scene.cluster.cutWatches();
    scene.cluster.deliver();
    await scene.clock.settle();

    expect(scene.verbs()).toEqual(['watch-list', 'watch', 'watch-list']);
    expect(scene.names()).toEqual(['updated changed', 'added new', 'deleted gone']);
    await scene.stop();
  });

  test('a server that answers 410 again and again is not asked in a tight loop', async () => {
    const scene = aScene({
      informer: { useWatchList: false },
      prepare(cluster) {
        cluster.fault = ({ verb }) => {
          if (verb === 'watch') throw expired();
        };
      },
    });

    await scene.clock.advance(60_000);

    expect(scene.verbs().length).toBeGreaterThan(6);
    expect(scene.verbs().length).toBeLessThan(20);
    await scene.stop();
  });

  test('a storm of 429 is waited out as long as the server asks', async () => {
    const scene = aScene({
      prepare(cluster) {
        cluster.fault = () => {
          throw throttled(5_000);
        };
      },
    });
    await scene.clock.advance(20_000);
    const during = scene.verbs().length;

    scene.cluster.fault = undefined;
    await scene.clock.advance(10_000);

    expect(during).toBeGreaterThan(2);
    expect(during).toBeLessThan(6);
    expect(scene.informer.status()).toMatchObject({ hasSynced: true, lastError: '' });
    await scene.stop();
  });

  test('errors never end it, and the pauses grow to 30 s', async () => {
    const scene = aScene({
      prepare(cluster) {
        cluster.fault = () => {
          throw unavailable();
        };
      },
    });

    await scene.clock.advance(600_000);
    const tries = scene.verbs().length;
    scene.cluster.fault = undefined;
    await scene.clock.advance(30_000);

    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThan(30);
    expect(scene.informer.status().hasSynced).toBe(true);
    await scene.stop();
  });

  test('an event that cannot be read is logged, counted and made up for by a list', async () => {
    const logged: string[] = [];
    const log: Logger = { ...silentLogger, error: (_fields, message) => void logged.push(message) };
    const scene = aScene({ informer: { log } });
    await scene.informer.hasSynced;
    await scene.clock.advance(20_000);

    scene.cluster.cutWatches(new OrkError('Bad line', { code: ErrorCode.ApiUndecodable }));
    scene.cluster.put(aWeb('b'));
    await scene.clock.advance(1_000);

    expect(logged).toHaveLength(1);
    expect(scene.informer.status().undecodable).toBe(1);
    expect(scene.informer.store.size).toBe(2);
    await scene.stop();
  });

  test('a kind that is gone ends it and leaves the store alone', async () => {
    const scene = aScene();
    await scene.informer.hasSynced;
    await scene.clock.advance(20_000);

    scene.cluster.uninstall(type);
    await scene.clock.settle();

    expect(await scene.ended).toBe('missing');
    expect(scene.names()).toEqual(['added a']);
    expect(scene.informer.store.size).toBe(1);
  });

  test('a listener that throws does not stop what follows', async () => {
    const heard: string[] = [];
    const onEvent = ({ object }: InformerEvent): void => {
      heard.push(object.metadata.name);
      throw new Error('boom');
    };
    const scene = aScene({ objects: ['a', 'b'], informer: { onEvent } });

    await scene.informer.hasSynced;

    expect(heard).toEqual(['a', 'b']);
    await scene.stop();
  });
});

function expired(): OrkError {
  return new OrkError('Expired', { code: ErrorCode.ApiExpired });
}

function unavailable(): OrkError {
  return new OrkError('Connection lost', { code: ErrorCode.ApiUnavailable });
}

function throttled(delayMs: number): OrkError {
  return new OrkError('Too many requests', {
    code: ErrorCode.ApiThrottled,
    retry: { kind: 'after', delayMs },
  });
}

/** As an API server before 1.27 does it: unknown parameters are passed over. */
function silentWatchList(watch: FakeCluster['watch']): FakeCluster['watch'] {
  return async function* (watched, options, signal) {
    if (options.sendInitialEvents !== true) {
      yield* watch(watched, options, signal);
      return;
    }
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
}
