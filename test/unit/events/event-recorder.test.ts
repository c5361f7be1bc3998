import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { shortenNote } from '../../../core/events/event-object.ts';
import {
  createEventRecorder,
  type EventRecorder,
  type EventRecorderOptions,
} from '../../../core/events/event-recorder.ts';
import type { RecordedEvent, Regarding } from '../../../core/events/recorded-event.ts';
import { alwaysLeader, type Leadership } from '../../../core/leadership/leadership.ts';
import { silentLogger } from '../../../core/log.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const events = aType('Event', 'events.k8s.io');
const never = new AbortController().signal;

interface Scene {
  readonly clock: FakeClock;
  readonly cluster: FakeCluster;
  readonly recorder: EventRecorder;
  /** Notes of the events in the cluster. */
  readonly notes: () => Promise<unknown[]>;
  readonly stop: () => Promise<void>;
  /** Aborts, and tells whether it ends in that time. */
  readonly stopWithin: (ms: number) => Promise<boolean>;
}

function aScene(options: Partial<EventRecorderOptions> = {}): Scene {
  const clock = fakeClock({ startMs: Date.UTC(2026, 0, 1) });
  const cluster = fakeCluster();
  cluster.install(events);
  const recorder = createEventRecorder({
    cluster,
    leadership: alwaysLeader(),
    clock,
    log: silentLogger,
    instance: 'pod-1',
    ...options,
  });
  const controller = new AbortController();
  const running = recorder.run(controller.signal);
  return {
    clock,
    cluster,
    recorder,
    async notes() {
      const page = await cluster.list(events, {}, never);
      return page.items.map((item) => item['note']);
    },
    async stop() {
      controller.abort();
      await clock.advance(5_000);
      await running;
    },
    async stopWithin(ms) {
      let hasEnded = false;
      controller.abort();
      const ending = running.then(() => {
        hasEnded = true;
      });
      await clock.advance(ms);
      const inTime = hasEnded;
      await clock.advance(60_000);
      await ending;
      return inTime;
    },
  };
}

function aWeb(name = 'a'): Regarding {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Web',
    metadata: { name, namespace: 'ns', uid: `uid-${name}`, resourceVersion: '7' },
  };
}

function anEvent(note = 'created', more: Partial<RecordedEvent> = {}): RecordedEvent {
  return { type: 'Normal', reason: 'WebReconciled', action: 'Reconcile', note, ...more };
}

describe('events', () => {
  test('an event is written as events.k8s.io/v1 wants it', async () => {
    const scene = aScene();

    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();

    const { items } = await scene.cluster.list(events, {}, never);
    expect(items).toMatchObject([
      {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { namespace: 'ns', name: expect.stringMatching(/^a\.[0-9a-f]+$/) },
        eventTime: '2026-01-01T00:00:00.000000Z',
        reportingController: 'orkestra.orkspace.io/konductor',
        reportingInstance: 'pod-1',
        type: 'Normal',
        reason: 'WebReconciled',
        action: 'Reconcile',
        note: 'created',
        regarding: {
          apiVersion: 'example.com/v1',
          kind: 'Web',
          name: 'a',
          namespace: 'ns',
          uid: 'uid-a',
          resourceVersion: '7',
        },
      },
    ]);
    await scene.stop();
  });

  test('an event about a cluster-scoped object is in the default namespace', async () => {
    const scene = aScene();

    scene.recorder.record({ ...aWeb(), metadata: { name: 'a' } }, anEvent());
    await scene.clock.settle();

    const { items } = await scene.cluster.list(events, {}, never);
    expect(items[0]?.metadata.namespace).toBe('default');
    await scene.stop();
  });

  test('a note is cut to 1,024 bytes, between characters', () => {
    const short = shortenNote(`${'ä'.repeat(600)}`);

    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(1_024);
    expect(short).toMatch(/^ä+…$/);
    expect(shortenNote('fine')).toBe('fine');
  });
});

describe('series', () => {
  test('repeats become one series, whatever numbers stand in the note', async () => {
    const scene = aScene();

    for (let attempt = 1; attempt <= 5; attempt += 1) {
      scene.recorder.record(aWeb(), anEvent(`failed, attempt ${attempt}`));
      await scene.clock.advance(10_000);
    }
    await scene.clock.advance(60_000);

    const { items } = await scene.cluster.list(events, {}, never);
    expect(items).toHaveLength(1);
    expect(items[0]?.['series']).toEqual({
      count: 5,
      lastObservedTime: '2026-01-01T00:00:40.000000Z',
    });
    const patches = scene.cluster.requests.filter(({ verb }) => verb === 'patch');
    expect(patches.length).toBeLessThan(4);
    await scene.stop();
  });

  test('after 6 quiet minutes a new event begins', async () => {
    const scene = aScene();

    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.advance(6 * 60_000 + 1);
    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();

    expect(await scene.notes()).toHaveLength(2);
    await scene.stop();
  });

  test('a series whose event has expired in the cluster begins anew', async () => {
    const scene = aScene();
    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();
    const { items } = await scene.cluster.list(events, {}, never);
    for (const item of items) scene.cluster.remove(item);

    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();
    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();

    expect(await scene.notes()).toEqual(['created']);
    await scene.stop();
  });
});

describe('bursts', () => {
  test('a burst is folded into a summary that says how many', async () => {
    const scene = aScene();

    for (let at = 0; at < 1_000; at += 1) scene.recorder.record(aWeb(`web-${at}`), anEvent());
    await scene.clock.advance(60_000);

    const notes = await scene.notes();
    expect(notes).toHaveLength(26);
    expect(notes.at(-1)).toBe('created … and 974 more Web events like this');
    await scene.stop();
  });

  test('writes keep to their rate', async () => {
    const scene = aScene({ backlog: 1_000 });

    for (let at = 0; at < 100; at += 1) scene.recorder.record(aWeb(`web-${at}`), anEvent());
    await scene.clock.advance(1_000);
    const early = scene.cluster.requests.length;
    await scene.clock.advance(90_000);

    expect(early).toBe(11);
    expect(await scene.notes()).toHaveLength(100);
    await scene.stop();
  });

  test('warnings go before what is only for information', async () => {
    const scene = aScene({ rate: { ratePerSecond: 1, burst: 1 } });
    scene.recorder.record(aWeb('first'), anEvent('first'));
    await scene.clock.settle();

    scene.recorder.record(aWeb('second'), anEvent('normal'));
    scene.recorder.record(aWeb('third'), anEvent('warning', { type: 'Warning' }));
    await scene.clock.advance(5_000);

    expect(await scene.notes()).toEqual(['first', 'warning', 'normal']);
    await scene.stop();
  });
});

describe('limits', () => {
  test('a follower writes nothing', async () => {
    const follower: Leadership = { ...alwaysLeader(), isLeader: () => false };
    const scene = aScene({ leadership: follower });

    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.advance(1_000);

    expect(scene.cluster.requests).toEqual([]);
    await scene.stop();
  });

  test('failing writes are counted and disturb nobody', async () => {
    let told = 0;
    const scene = aScene({
      onLost: (count) => {
        told += count;
      },
    });
    scene.cluster.fault = () => {
      throw new OrkError('Namespace is being deleted', { code: ErrorCode.ApiForbidden });
    };

    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();
    scene.cluster.fault = undefined;
    scene.recorder.record(aWeb(), anEvent());
    await scene.clock.settle();

    expect([scene.recorder.lost, told]).toEqual([1, 1]);
    expect(await scene.notes()).toEqual(['created']);
    await scene.stop();
  });

  test('on the way out what waits is written, repeats included', async () => {
    const scene = aScene({ rate: { ratePerSecond: 1, burst: 1 } });
    for (let at = 0; at < 10; at += 1) scene.recorder.record(aWeb(`web-${at}`), anEvent());
    await scene.clock.settle();
    scene.recorder.record(aWeb('web-0'), anEvent());

    await scene.stop();

    const { items } = await scene.cluster.list(events, {}, never);
    expect(items).toHaveLength(10);
    expect(items[0]?.['series']).toMatchObject({ count: 2 });
  });

  test('a cluster that does not answer does not hold the process up', async () => {
    const scene = aScene();
    scene.cluster.create = (_type, _object, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      });
    for (let at = 0; at < 10; at += 1) scene.recorder.record(aWeb(`web-${at}`), anEvent());
    await scene.clock.settle();

    const hasEnded = await scene.stopWithin(2_000);

    expect(hasEnded).toBe(true);
    expect(scene.recorder.lost).toBe(10);
  });
});
