import { describe, expect, test } from 'vitest';
import type { WorkQueue } from '../../../core/queue/queue.ts';
import { createWorkQueue } from '../../../core/queue/work-queue.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';

const never = new AbortController().signal;

function aQueue(clock: FakeClock): WorkQueue {
  return createWorkQueue({ clock, random: () => 0 });
}

function takeAll(queue: WorkQueue): string[] {
  const keys: string[] = [];
  for (let item = queue.tryTake(); item !== undefined; item = queue.tryTake()) {
    keys.push(item.key);
    queue.done(item.key);
  }
  return keys;
}

describe('keys', () => {
  test('a key added twice is handed out once', () => {
    const queue = aQueue(fakeClock());

    queue.add('a', 'change');
    queue.add('a', 'change');

    expect(queue.depth).toBe(1);
    expect(takeAll(queue)).toEqual(['a']);
  });

  test('a key added while it is worked on is handed out once more afterwards', () => {
    const queue = aQueue(fakeClock());
    queue.add('a', 'change');
    queue.tryTake();

    queue.add('a', 'resync');
    queue.add('a', 'drift');
    const meanwhile = queue.tryTake();
    queue.done('a');

    expect(meanwhile).toBeUndefined();
    expect(queue.tryTake()).toMatchObject({ key: 'a', lane: 'drift' });
  });

  test('a taken key tells how long it was ready and its attempt', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    queue.add('a', 'drift');

    await clock.advance(40);

    expect(queue.tryTake()).toEqual({ key: 'a', lane: 'drift', waitedMs: 40, attempt: 1 });
  });

  test('nothing is kept of keys that are done', () => {
    const queue = aQueue(fakeClock());
    queue.add('a', 'change');
    queue.tryTake();
    queue.retry('a');

    queue.forget('a');

    expect(queue.failuresOf('a')).toBe(0);
  });
});

describe('lanes', () => {
  test('urgent lanes come first, within a lane the oldest key', () => {
    const queue = aQueue(fakeClock());
    queue.add('resync-1', 'resync');
    queue.add('drift-1', 'drift');
    queue.add('change-1', 'change');
    queue.add('change-2', 'change');

    expect(takeAll(queue)).toEqual(['change-1', 'change-2', 'drift-1', 'resync-1']);
  });

  test('a waiting key moves up, never down', () => {
    const queue = aQueue(fakeClock());
    queue.add('a', 'resync');
    queue.add('b', 'drift');

    queue.add('a', 'change');
    queue.add('b', 'resync');

    expect(queue.depth).toBe(2);
    expect(queue.tryTake()).toMatchObject({ key: 'a', lane: 'change' });
    expect(queue.tryTake()).toMatchObject({ key: 'b', lane: 'drift' });
  });

  test('a flood of changes starves neither drift nor resync', () => {
    const queue = aQueue(fakeClock());
    queue.add('drift', 'drift');
    queue.add('resync', 'resync');
    for (let at = 0; at < 100; at += 1) queue.add(`change-${at}`, 'change');

    const order = takeAll(queue);

    expect(order.indexOf('drift')).toBeLessThan(6);
    expect(order.indexOf('resync')).toBeLessThan(20);
    expect(order).toHaveLength(102);
  });
});

describe('delays', () => {
  test('a delayed key is ready at its time, not before', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    queue.addAfter('a', 100, 'resync');

    await clock.advance(99);
    const early = queue.tryTake();
    await clock.advance(1);

    expect(early).toBeUndefined();
    expect(queue.tryTake()).toMatchObject({ key: 'a', waitedMs: 0 });
  });

  test('of several delays the shortest holds, in the most urgent lane', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    queue.addAfter('a', 100, 'change');
    queue.addAfter('a', 20, 'resync');
    queue.addAfter('a', 50, 'resync');

    await clock.advance(20);

    expect(queue.tryTake()).toMatchObject({ key: 'a', lane: 'change' });
    queue.done('a');
    await clock.advance(1_000);
    expect(queue.tryTake()).toBeUndefined();
  });

  test('failures double the delay, a success resets it', () => {
    const queue = aQueue(fakeClock());

    const delays = [queue.retry('a'), queue.retry('a'), queue.retry('a')];
    queue.forget('a');

    expect(delays).toEqual([5, 10, 20]);
    expect(queue.retry('a')).toBe(5);
  });

  test('a retry waits at least as long as the server asked', () => {
    expect(aQueue(fakeClock()).retry('a', 2_000)).toBe(2_000);
  });

  test('retries of many keys share one rate', () => {
    const queue = aQueue(fakeClock());

    const delays = Array.from({ length: 110 }, (_, at) => queue.retry(`key-${at}`));

    expect(delays.at(99)).toBe(5);
    expect(delays.at(-1)).toBe(1_000);
  });

  test('a retried key keeps its lane and counts its attempts', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    queue.add('a', 'drift');
    queue.tryTake();

    queue.retry('a');
    queue.done('a');
    await clock.advance(5);

    expect(queue.tryTake()).toMatchObject({ key: 'a', lane: 'drift', attempt: 2 });
  });
});

describe('waiting', () => {
  test('a taker gets a key as soon as one is added', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    const taken = queue.take(never);

    await clock.settle();
    queue.add('a', 'change');

    expect(await taken).toMatchObject({ key: 'a' });
  });

  test('a taker wakes for a delayed key', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    const taken = queue.take(never);
    queue.addAfter('a', 500, 'change');

    await clock.advance(500);

    expect(await taken).toMatchObject({ key: 'a' });
  });

  test('an aborted taker gets nothing and leaves no timer behind', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    const stop = new AbortController();
    queue.addAfter('a', 500, 'change');
    const taken = queue.take(stop.signal);
    await clock.settle();

    stop.abort();

    expect(await taken).toBeUndefined();
    expect(clock.sleeping).toBe(0);
  });

  test('draining hands out nothing more and waits for what is worked on', async () => {
    const clock = fakeClock();
    const queue = aQueue(clock);
    queue.add('a', 'change');
    queue.add('b', 'change');
    queue.tryTake();
    let isDrained = false;

    const drained = queue.drain().then(() => {
      isDrained = true;
    });
    await clock.settle();
    const before = [isDrained, queue.tryTake(), await queue.take(never)];
    queue.add('c', 'change');
    queue.done('a');
    await drained;

    expect(before).toEqual([false, undefined, undefined]);
    expect(queue.depth).toBe(0);
  });
});

test('a flood of 10,000 keys in one second costs no timer', () => {
  const clock = fakeClock();
  const queue = aQueue(clock);

  for (let at = 0; at < 10_000; at += 1) queue.add(`namespace/name-${at}`, 'change');
  for (let at = 0; at < 10_000; at += 1) queue.addAfter(`namespace/name-${at}`, at, 'resync');
  const keys = takeAll(queue);

  expect(keys).toHaveLength(10_000);
  expect(clock.sleeping).toBe(0);
});
