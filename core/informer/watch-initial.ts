import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType, Selection, WatchEvent } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError, OrkError } from '../errors.ts';
import type { InitialState, ReflectorSink, SinkReplacement } from './reflector-sink.ts';

/** What a watch-list needs. */
export interface WatchInitialOptions {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly selection: Selection;
  readonly clock: Clock;
  readonly sink: ReflectorSink;
  readonly stallMs: number;
  /**
   * `true`: nothing has been seen yet, so the API server's own cache may answer at once. A list after that must not be older
   * than what was seen, for which the server asks etcd and takes about a second.
   */
  readonly isFirst: boolean;
}

/** A server that ignores the wish for a watch-list never says that it is complete; so long it may be silent. */
const SILENCE_MS = 10_000;

/**
 * Gets the present objects and the changes after them in one request (KEP-3157).
 *
 * @returns `undefined` when the server has no watch-lists.
 */
export async function watchInitial(
  options: WatchInitialOptions,
  signal: AbortSignal,
): Promise<InitialState | undefined> {
  const { cluster, type, selection, stallMs, isFirst } = options;
  const attempt = new AbortController();
  const abort = (): void => attempt.abort();
  const unlink = (): void => signal.removeEventListener('abort', abort);
  signal.addEventListener('abort', abort, { once: true });
  const resourceVersion = isFirst ? '0' : '';
  const wish = { ...selection, resourceVersion, sendInitialEvents: true, stallMs };
  const events = cluster.watch(type, wish, attempt.signal)[Symbol.asyncIterator]();
  try {
    const listed = await deliverInitial(events, options, attempt);
    return { resourceVersion: listed, stream: rest(events, unlink) };
  } catch (error) {
    const isSilent = attempt.signal.aborted && !signal.aborted;
    attempt.abort();
    unlink();
    if (isSilent || isOrkError(error, ErrorCode.ApiInvalid)) return undefined;
    throw error;
  }
}

/** Delivers up to the bookmark that ends the list, and returns its version. */
async function deliverInitial(
  events: AsyncIterator<WatchEvent>,
  options: WatchInitialOptions,
  attempt: AbortController,
): Promise<string> {
  const replacement = options.sink.beginReplacement();
  const progress = { steps: 0 };
  const guard = new AbortController();
  const guarding = abortOnSilence(progress, { clock: options.clock, attempt }, guard.signal);
  try {
    for (;;) {
      const next = await events.next();
      if (next.done === true) throw endedEarly();
      progress.steps += 1;
      const event = next.value;
      if (event.type !== 'BOOKMARK') deliver(replacement, event);
      else if (event.initialEventsEnd) {
        replacement.commit(event.resourceVersion);
        return event.resourceVersion;
      }
    }
  } finally {
    guard.abort();
    await guarding;
  }
}

function deliver(
  replacement: SinkReplacement,
  event: Exclude<WatchEvent, { readonly type: 'BOOKMARK' }>,
): void {
  if (event.type === 'DELETED') replacement.remove(event.object);
  else replacement.add(event.object);
}

async function abortOnSilence(
  progress: { readonly steps: number },
  { clock, attempt }: { readonly clock: Clock; readonly attempt: AbortController },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const before = progress.steps;
    await clock.sleep(SILENCE_MS, signal);
    if (!signal.aborted && progress.steps === before) attempt.abort();
  }
}

async function* rest(
  events: AsyncIterator<WatchEvent>,
  onEnd: () => void,
): AsyncGenerator<WatchEvent> {
  try {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      yield next.value;
    }
  } finally {
    onEnd();
    await events.return?.();
  }
}

function endedEarly(): OrkError {
  return new OrkError('Watch-list ended before it was complete', {
    code: ErrorCode.ApiUnavailable,
  });
}
