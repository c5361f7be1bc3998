import type { Clock } from '../clock.ts';
import { ErrorCode, OrkError } from '../errors.ts';
import type { Provider } from './provider.ts';

/** What the door asks and limits. */
export interface ProviderDoorOptions {
  readonly clock: Clock;
  /** @throws {@link OrkError} `NotLeader` unless this process leads now. */
  readonly assertCanWrite: () => void;
  /** How long one call may take, in milliseconds. Default: 30 000, half of what a cycle may take. */
  readonly limitMs?: number;
}

/** The one way to providers: every call of a provider that has come through it ends in time, and writes only while it may. */
export interface ProviderDoor {
  /** The provider as everything in the runtime sees it. */
  through(provider: Provider): Provider;
  /** Ends calls that take too long, until aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

const LIMIT_MS = 30_000;
/** How often overdue calls are looked for. */
const SWEEP_MS = 1_000;

interface Call {
  readonly startedAtMs: number;
  end(reason: unknown): void;
}

/** A provider may also throw at once. */
async function attempt<Answer>(task: () => Promise<Answer>): Promise<Answer> {
  return task();
}

/**
 * Creates the door.
 *
 * @remarks A provider is somebody else's code: one that ignores its signal must not keep a worker for ever, and none may act
 * for a replica that has lost its lease. A call that is ended is abandoned: what it still answers is not heard.
 */
export function createProviderDoor(options: ProviderDoorOptions): ProviderDoor {
  const { assertCanWrite, clock, limitMs = LIMIT_MS } = options;
  const calls = new Set<Call>();
  const groups = new WeakMap<AbortSignal, Set<Call>>();

  /** For what asks caches, many times a second: the call is left to itself when it is over. */
  function limited<Answer>(task: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const free = begin({ startedAtMs: clock.monotonicMs(), end: reject }, signal);
      attempt(task).finally(free).then(resolve, reject);
    });
  }

  /** For what asks a service: the signal of the call aborts with it, so that the request ends too. */
  function ended<Answer>(
    task: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const own = new AbortController();
    return new Promise((resolve, reject) => {
      const end = (reason: unknown): void => {
        own.abort(reason);
        reject(reason);
      };
      const free = begin({ startedAtMs: clock.monotonicMs(), end }, signal);
      attempt(() => task(own.signal))
        .finally(free)
        .then(resolve, reject);
    });
  }

  /** Notes a call; returns the way to forget it. */
  function begin(call: Call, signal: AbortSignal | undefined): () => void {
    calls.add(call);
    const group = signal === undefined ? undefined : groupOf(signal);
    group?.add(call);
    if (signal?.aborted === true) call.end(signal.reason);
    return () => {
      calls.delete(call);
      group?.delete(call);
    };
  }

  /** The calls of one caller: a cycle may have dozens under way, and a signal is to have few listeners. */
  function groupOf(signal: AbortSignal): Set<Call> {
    const known = groups.get(signal);
    if (known !== undefined) return known;
    const group = new Set<Call>();
    groups.set(signal, group);
    const endAll = (): void => {
      for (const call of [...group]) call.end(signal.reason);
    };
    signal.addEventListener('abort', endAll, { once: true });
    return group;
  }

  return {
    through: (provider) => guarded(provider, { limited, ended, assertCanWrite }),
    async watch(signal) {
      while (!signal.aborted) {
        await clock.sleep(SWEEP_MS, signal);
        const overdueMs = clock.monotonicMs() - limitMs;
        for (const call of [...calls]) if (call.startedAtMs < overdueMs) call.end(tooSlow(limitMs));
      }
    },
  };
}

interface Guard {
  limited<Answer>(task: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer>;
  ended<Answer>(
    task: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer>;
  assertCanWrite(): void;
}

function guarded(provider: Provider, { limited, ended, assertCanWrite }: Guard): Provider {
  const { begin, checkTogether, read } = provider;
  const description = provider.describe();
  return {
    describe: () => description,
    check: (request) => provider.check(request),
    ...(checkTogether === undefined ? {} : { checkTogether: checkTogether.bind(provider) }),
    // Caches may take as long as they need to fill; what waits for them says so in the health of the CRD.
    attach: (request, signal) => provider.attach(request, signal),
    ...(begin === undefined
      ? {}
      : {
          begin: (request, signal) => ended((own) => begin.call(provider, request, own), signal),
        }),
    observe: (request, signal) => limited(() => provider.observe(request, signal), signal),
    plan: (request) => limited(() => provider.plan(request)),
    async apply(operation, context) {
      assertCanWrite();
      return ended((signal) => provider.apply(operation, { ...context, signal }), context.signal);
    },
    async delete(operation, context) {
      assertCanWrite();
      return ended((signal) => provider.delete(operation, { ...context, signal }), context.signal);
    },
    ...(read === undefined
      ? {}
      : {
          read: (operation, signal) => ended((own) => read.call(provider, operation, own), signal),
        }),
  };
}

function tooSlow(limitMs: number): OrkError {
  return new OrkError('Provider did not answer in time', {
    code: ErrorCode.ProviderTimeout,
    details: { limitMs, text: `no answer within ${limitMs / 1000} s` },
  });
}
