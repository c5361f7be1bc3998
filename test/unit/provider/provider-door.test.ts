import { expect, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { notLeaderError } from '../../../core/leadership/leadership.ts';
import type { Operation } from '../../../core/provider/operation.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { createProviderDoor } from '../../../core/provider/provider-door.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { memoryProvider } from '../../helpers/memory-provider.ts';

const never = new Promise<never>(() => undefined);
const operation: Operation = {
  provider: 'memory',
  entry: 'onReconcile.things[0]',
  verb: 'create',
  id: 'things/web',
  resource: 'things',
  namespace: 'default',
  name: 'web',
  wave: 1,
  reason: 'absent',
  payload: {},
};
const context = (signal: AbortSignal) => ({ owner: {} as never, signal });

/** Every call that may ask something outside of the process. */
const CALLS: readonly (readonly [
  string,
  keyof Provider,
  (provider: Provider, signal: AbortSignal) => Promise<unknown> | undefined,
])[] = [
  ['observing', 'observe', (each, signal) => each.observe({} as never, signal)],
  ['planning', 'plan', (each) => each.plan({} as never)],
  ['applying', 'apply', (each, signal) => each.apply(operation, context(signal))],
  ['deleting', 'delete', (each, signal) => each.delete(operation, context(signal))],
  ['beginning', 'begin', (each, signal) => each.begin?.({} as never, signal)],
  ['reading', 'read', (each, signal) => each.read?.(operation, signal)],
];

function guarded(provider: Provider, assertCanWrite: () => void = () => undefined) {
  const clock = fakeClock();
  const door = createProviderDoor({ clock, assertCanWrite, limitMs: 5_000 });
  const stopped = new AbortController();
  void door.watch(stopped.signal);
  return { provider: door.through(provider), clock, stop: () => stopped.abort() };
}

test.each(CALLS)('%s that never ends is ended by the limit', async (_, method, call) => {
  const seen: AbortSignal[] = [];
  const hanging = (...args: readonly unknown[]): Promise<never> => {
    const last = args.at(-1);
    if (last instanceof AbortSignal) seen.push(last);
    return never;
  };
  const { provider, clock, stop } = guarded({ ...memoryProvider(), [method]: hanging });

  const answer = expect(call(provider, new AbortController().signal)).rejects.toMatchObject({
    code: ErrorCode.ProviderTimeout,
  });
  await clock.advance(7_000);

  await answer;
  const isOfCaches = method === 'observe' || method === 'plan';
  expect(isOfCaches || seen.every(({ aborted }) => aborted)).toBe(true);
  stop();
});

test.each(CALLS.filter(([, method]) => method !== 'plan'))(
  '%s ends with its caller',
  async (_, method, call) => {
    const caller = new AbortController();
    const { provider, stop } = guarded({ ...memoryProvider(), [method]: () => never });

    const answer = expect(call(provider, caller.signal)).rejects.toThrow('over');
    caller.abort(new Error('over'));

    await answer;
    stop();
  },
);

test.each(CALLS)(
  '%s answers as the provider does, and fails as it does',
  async (_, method, call) => {
    const signal = new AbortController().signal;
    const answering = guarded({ ...memoryProvider(), [method]: async () => 'answer' });
    const throwing = guarded({
      ...memoryProvider(),
      [method]: () => {
        throw new Error('at once');
      },
    });

    await expect(call(answering.provider, signal)).resolves.toBe('answer');
    await expect(call(throwing.provider, signal)).rejects.toThrow('at once');
    answering.stop();
    throwing.stop();
  },
);

test.each([
  ['applying', 'apply'],
  ['deleting', 'delete'],
] as const)('%s without the lease never reaches the provider', async (_, method) => {
  const memory = memoryProvider();
  const { provider, stop } = guarded(memory, () => {
    throw notLeaderError();
  });

  const { signal } = new AbortController();
  await expect(provider[method](operation, context(signal))).rejects.toMatchObject({
    code: ErrorCode.NotLeader,
  });

  expect(memory.resources.size).toBe(0);
  stop();
});
