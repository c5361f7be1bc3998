import { once } from 'node:events';
import type { Faults } from '../faults/faults.ts';
import type { RequestFacts } from '../faults/request-facts.ts';
import { serveObject } from '../lifecycle/update-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { expired } from '../status/status-error.ts';
import { EventQueue } from './event-queue.ts';
import type { Exchange } from './exchange.ts';
import { assertListOptions, parseRevision } from './list-options.ts';
import { isTrue, type RequestInfo } from './request-info.ts';
import { type Selection, selectionOf } from './selection.ts';
import { setWarnings } from './send-answer.ts';
import { createWatchEncoder, type WatchEncoder } from './watch-encoder.ts';
import { selectEvent } from './watch-event.ts';

/** Real servers send one about every minute. */
const BOOKMARK_INTERVAL_MS = 60_000;
/** Without a wish of the client, a watch ends after this long; real servers take a random time from 30 min on. */
const DEFAULT_TIMEOUT_MS = 45 * 60_000;

interface WatchPlan {
  readonly resource: ApiResource;
  readonly selection: Selection;
  readonly encoder: WatchEncoder;
  /** Undefined starts with the present state. */
  readonly from: number | undefined;
  readonly sendsInitial: boolean;
  readonly wantsBookmarks: boolean;
  readonly timeoutMs: number;
}

/** Answers a watch: one JSON line per event until the client goes, the time is up, or the server stops. */
export async function handleWatch(
  exchange: Exchange,
  request: { readonly resource: ApiResource; readonly info: RequestInfo },
  faults: { readonly all: Faults; readonly facts: RequestFacts },
): Promise<void> {
  const plan = planWatch(exchange, request.resource, request.info);
  const queue = new EventQueue();
  const ended = new AbortController();
  const signal = AbortSignal.any([exchange.signal, ended.signal]);
  const stopListening = fill(exchange, plan, queue);
  const session = {
    facts: faults.facts,
    cut: () => exchange.response.destroy(),
    stall: stopListening,
  };
  const forget = exchange.watches.add(session);
  signal.addEventListener('abort', () => queue.close(), { once: true });
  startResponse(exchange);
  faults.all.strike(session);
  void sendBookmarks(exchange, { plan, queue, signal });
  void exchange.state.clock.sleep(plan.timeoutMs, signal).then(() => queue.close());
  try {
    await drain(exchange, queue);
  } finally {
    ended.abort('watch ended');
    stopListening();
    forget();
  }
}

function planWatch(exchange: Exchange, resource: ApiResource, info: RequestInfo): WatchPlan {
  const { searchParams } = exchange.url;
  assertListOptions(searchParams);
  const sendsInitial = isTrue(searchParams.get('sendInitialEvents'));
  const from = parseRevision(searchParams.get('resourceVersion'));
  const timeoutSeconds = Number(searchParams.get('timeoutSeconds') ?? 0);
  return {
    resource,
    selection: selectionOf(exchange, resource, info),
    encoder: createWatchEncoder(exchange, resource),
    from: sendsInitial ? undefined : from,
    sendsInitial,
    wantsBookmarks: isTrue(searchParams.get('allowWatchBookmarks')),
    timeoutMs: timeoutSeconds > 0 ? timeoutSeconds * 1000 : DEFAULT_TIMEOUT_MS,
  };
}

function startResponse(exchange: Exchange): void {
  setWarnings(exchange.response, exchange.warnings);
  exchange.response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
    'transfer-encoding': 'chunked',
  });
  exchange.response.flushHeaders();
}

/** Puts in what already happened, then follows what happens. Returns how to stop following. */
function fill(exchange: Exchange, plan: WatchPlan, queue: EventQueue): () => void {
  const { resource, selection, encoder } = plan;
  const { store } = exchange.state;
  const collection = store.collection(resource.collection);
  const past = plan.from === undefined ? [] : collection.history.after(plan.from);
  if (past === undefined) {
    const text = `too old resource version: ${plan.from} (${collection.history.oldestRevision})`;
    queue.push(encoder.error(expired(text)));
    queue.close();
    return () => undefined;
  }
  if (plan.from === undefined && (plan.sendsInitial || !hasNegativeInitial(exchange))) {
    for (const stored of collection.list()) {
      const object = serveObject(resource, stored);
      if (selection(object)) queue.push(encoder.event({ type: 'ADDED', object }));
    }
    if (plan.sendsInitial && plan.wantsBookmarks) {
      queue.push(encoder.bookmark(store.revision, true));
    }
  }
  for (const change of past) {
    const event = selectEvent(resource, change, selection);
    if (event !== undefined) queue.push(encoder.event(event));
  }
  return collection.listen((change) => {
    const event = selectEvent(resource, change, selection);
    if (event !== undefined) queue.push(encoder.event(event));
  });
}

/** `sendInitialEvents=false` asks to start with what comes next. */
function hasNegativeInitial(exchange: Exchange): boolean {
  const { searchParams } = exchange.url;
  return searchParams.has('sendInitialEvents') && !isTrue(searchParams.get('sendInitialEvents'));
}

async function sendBookmarks(
  exchange: Exchange,
  { plan, queue, signal }: { plan: WatchPlan; queue: EventQueue; signal: AbortSignal },
): Promise<void> {
  if (!plan.wantsBookmarks) return;
  const { clock, store } = exchange.state;
  while (!signal.aborted) {
    await clock.sleep(BOOKMARK_INTERVAL_MS, signal);
    if (!signal.aborted) queue.push(plan.encoder.bookmark(store.revision, false));
  }
}

async function drain({ response, signal }: Exchange, queue: EventQueue): Promise<void> {
  for (let text = await queue.take(); text !== undefined; text = await queue.take()) {
    if (response.destroyed) return;
    if (!response.write(text)) await waitForRoom(response, signal);
  }
  response.end();
}

/** Writing stops until the client has read; how much may wait meanwhile is the queue's matter. */
async function waitForRoom(response: Exchange['response'], signal: AbortSignal): Promise<void> {
  try {
    await once(response, 'drain', { signal });
  } catch (error) {
    // The client has gone while we waited, which ends the watch anyway.
    if (!signal.aborted) throw error;
  }
}
