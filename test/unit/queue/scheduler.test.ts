import { expect, test } from 'vitest';
import { silentLogger } from '../../../core/log.ts';
import type { QueueItem, WorkQueue } from '../../../core/queue/queue.ts';
import { createScheduler, type Scheduler } from '../../../core/queue/scheduler.ts';
import { createWorkQueue } from '../../../core/queue/work-queue.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';

interface Bench {
  readonly clock: FakeClock;
  readonly scheduler: Scheduler;
  readonly stop: () => Promise<void>;
  queue(): WorkQueue;
}

function aBench(slots: number): Bench {
  const clock = fakeClock();
  const scheduler = createScheduler({ clock, log: silentLogger, slots });
  const controller = new AbortController();
  const running = scheduler.run(controller.signal);
  return {
    clock,
    scheduler,
    async stop() {
      controller.abort();
      await running;
    },
    queue: () => createWorkQueue({ clock, random: () => 0 }),
  };
}

function flood(queue: WorkQueue, count: number): void {
  for (let at = 0; at < count; at += 1) queue.add(`key-${at}`, 'change');
}

test('a flooded queue does not delay another', async () => {
  const bench = aBench(2);
  const order: string[] = [];
  const flooded = bench.queue();
  const quiet = bench.queue();
  flood(flooded, 500);
  const run = (name: string) => async () => {
    order.push(name);
    await bench.clock.sleep(1);
  };
  bench.scheduler.attach({ name: 'flooded', queue: flooded, workers: 8, run: run('flooded') });
  bench.scheduler.attach({ name: 'quiet', queue: quiet, workers: 8, run: run('quiet') });
  await bench.clock.advance(10);

  quiet.add('a', 'resync');
  const before = order.length;
  await bench.clock.advance(3);

  expect(order.slice(before).indexOf('quiet')).toBeLessThan(3);
  await bench.clock.advance(1_000);
  expect(order).toHaveLength(501);
  await bench.stop();
});

test('neither the slots nor the workers of a queue are exceeded', async () => {
  const bench = aBench(3);
  const active = { all: 0, first: 0, most: 0, mostFirst: 0 };
  const work = (isFirst: boolean) => async () => {
    active.all += 1;
    active.first += isFirst ? 1 : 0;
    active.most = Math.max(active.most, active.all);
    active.mostFirst = Math.max(active.mostFirst, active.first);
    await bench.clock.sleep(5);
    active.all -= 1;
    active.first -= isFirst ? 1 : 0;
  };
  for (const isFirst of [true, false]) {
    const queue = bench.queue();
    flood(queue, 20);
    bench.scheduler.attach({ name: 'crd', queue, workers: isFirst ? 1 : 9, run: work(isFirst) });
  }

  await bench.clock.advance(1_000);

  expect(active).toEqual({ all: 0, first: 0, most: 3, mostFirst: 1 });
  await bench.stop();
});

test('a worker that throws loses only its own turn, and its key is retried', async () => {
  const bench = aBench(1);
  const queue = bench.queue();
  const seen: QueueItem[] = [];
  queue.add('bad', 'change');
  queue.add('good', 'change');
  bench.scheduler.attach({
    name: 'crd',
    queue,
    workers: 1,
    run: (item) => {
      seen.push(item);
      if (item.key === 'bad' && item.attempt === 1) throw new Error('boom');
      return Promise.resolve();
    },
  });

  await bench.clock.advance(10);

  expect(seen.map(({ key, attempt }) => [key, attempt])).toEqual([
    ['bad', 1],
    ['good', 1],
    ['bad', 2],
  ]);
  await bench.stop();
});

test('work that never awaits still lets the event loop turn', async () => {
  const bench = aBench(4);
  const queue = bench.queue();
  flood(queue, 1_000);
  let done = 0;
  let doneAtTurn: number | undefined;
  setImmediate(() => {
    doneAtTurn = done;
  });
  bench.scheduler.attach({
    name: 'crd',
    queue,
    workers: 4,
    run: async () => {
      done += 1;
    },
  });

  await bench.clock.settle();

  expect(doneAtTurn).toBeLessThan(200);
  await bench.stop();
});

test('more workers take effect at once, and a detached queue ends with the work under way', async () => {
  const bench = aBench(8);
  const queue = bench.queue();
  flood(queue, 100);
  const attached = bench.scheduler.attach({
    name: 'crd',
    queue,
    workers: 1,
    run: () => bench.clock.sleep(10),
  });
  await bench.clock.settle();
  const few = attached.active;

  attached.setWorkers(5);
  await bench.clock.settle();
  const many = attached.active;
  const detached = attached.detach();
  await bench.clock.advance(10);
  await detached;

  expect([few, many, attached.active]).toEqual([1, 5, 0]);
  expect(queue.depth).toBe(95);
  await bench.stop();
});

test('stopping waits for the keys being worked on', async () => {
  const bench = aBench(1);
  const queue = bench.queue();
  queue.add('a', 'change');
  let isDone = false;
  bench.scheduler.attach({
    name: 'crd',
    queue,
    workers: 1,
    run: async () => {
      await bench.clock.sleep(100);
      isDone = true;
    },
  });
  await bench.clock.settle();

  const stopped = bench.stop();
  await bench.clock.advance(100);
  await stopped;

  expect(isDone).toBe(true);
});

test('the event loop turns between keys that take long, whatever free workers there are', async () => {
  const clock = fakeClock();
  const perTurn: number[] = [];
  let inTurn = 0;
  let nowMs = 0;
  const scheduler = createScheduler({
    clock: { ...clock, monotonicMs: () => nowMs },
    log: silentLogger,
    // As the event loop does, the next turn begins when everything that is ready has run.
    yieldNow: async () => {
      await clock.settle();
      perTurn.push(inTurn);
      inTurn = 0;
    },
  });
  const queue = createWorkQueue({ clock });
  flood(queue, 8);
  const run = async (): Promise<void> => {
    await Promise.resolve();
    inTurn += 1;
    nowMs += 5;
  };
  scheduler.attach({ name: 'slow', queue, workers: 64, run });
  const controller = new AbortController();
  const running = scheduler.run(controller.signal);
  for (let turn = 0; turn < 12; turn += 1) await clock.settle();
  controller.abort();
  await running;

  expect(perTurn).toEqual([4, 2, 1, 1]);
});
