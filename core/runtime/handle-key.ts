import type { Clock } from '../clock.ts';
import { ErrorCode, isOrkError, type Retry, textOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { type KubeObject, keyOf, type ObjectRef, parseKey, refOf } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { QueueItem, WorkQueue } from '../queue/queue.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import type { DecisionRecord } from '../reconcile/decision-record.ts';
import { hasChanged } from '../reconcile/has-changed.ts';
import { readyCondition } from '../reconcile/ready-condition.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { LoopNotice, ReconcileWorld } from '../reconcile/reconcile-world.ts';
import { recordCycle } from '../reconcile/record-cycle.ts';
import type { RecordRing } from '../reconcile/record-ring.ts';
import { removeLatecomers } from '../reconcile/remove-latecomers.ts';
import { requeueDelay } from '../reconcile/requeue-delay.ts';
import { createToldFaults, type ToldFaults } from '../reconcile/told-faults.ts';
import type { Departed } from './departed.ts';
import type { HealthTracker } from './health-tracker.ts';
import type { RuntimeMetrics } from './metrics.ts';
import { createPostponedStatuses, type PostponedStatuses } from './postponed-statuses.ts';
import { createSettledMemo } from './settled-memo.ts';
import { type Brake, createBrake } from './write-guard/brake.ts';

/** What the handling of one CRD's keys works with. */
export interface HandlerParts {
  readonly crd: CrdProgram;
  readonly world: ReconcileWorld;
  readonly queue: WorkQueue;
  readonly get: (ref: ObjectRef) => KubeObject | undefined;
  readonly health: HealthTracker;
  readonly records: RecordRing;
  readonly metrics: RuntimeMetrics;
  readonly clock: Clock;
  readonly log: Logger;
  /** Custom resources that are gone, for what comes up for them too late. */
  readonly departed: Pick<Departed, 'get'>;
  /** Told of every finished cycle; must not throw. */
  readonly finished: (object: KubeObject, cycle: Cycle, record: DecisionRecord) => void;
  /** Told once of writes of a custom resource that do not come to an end; must not throw. */
  readonly looping: (object: KubeObject, message: string) => void;
}

/** The parts with what was told last of keys that wait for a change. */
interface KeyParts extends HandlerParts {
  readonly told: ToldFaults;
}

/** Deals with the keys of one CRD. */
export interface KeyHandler {
  /** Works on one key and gives it back; never rejects, whatever one object brings about. */
  handle(item: QueueItem, signal: AbortSignal): Promise<void>;
  /** `true`: working on it would find nothing to do. Rejects as providers do. */
  isSettled(object: KubeObject, signal: AbortSignal): Promise<boolean>;
  /** Works on every key again, whatever was found before. */
  forgetSettled(): void;
  /** Custom resources whose writes do not come to an end, with what is told of them. */
  loops(): ReturnType<Brake['loops']>;
}

/** Creates the handler of one CRD. */
export function createKeyHandler(given: HandlerParts): KeyHandler {
  const told = createToldFaults();
  const parts: KeyParts = { ...given, told };
  const { crd, queue, health, metrics, log } = parts;
  const memo = createSettledMemo(parts.world);
  const postponed = createPostponedStatuses(parts.clock, () => queue.waiting('change') > 0);
  const brake = createBrake(crd, parts.world);
  let serial = 0;
  const handle = async (item: QueueItem, signal: AbortSignal): Promise<void> => {
    const object = parts.get(parseKey(item.key));
    metrics.queueWaited(crd.name, item.waitedMs);
    if (object === undefined) {
      parts.records.forget(item.key);
      memo.forget(item.key);
      postponed.forget(item.key);
      brake.forget(item.key);
      health.forget(item.key);
      told.isNews(item.key, '');
      await lookAfterGone(parts, item, signal);
      return;
    }
    const brakedMs = brake.waitMs(item, object);
    if (brakedMs > 0) {
      queue.addAfter(item.key, brakedMs, 'resync');
      return;
    }
    if (item.lane === 'change') postponed.changed(item.key);
    if (item.lane === 'resync' && postponed.has(item.key) && postponed.mustWait(item.key)) {
      queue.addAfter(item.key, postponed.postpone(item.key), 'resync');
      return;
    }
    try {
      if (await memo.isSettled(item.key, object, signal)) {
        queue.forget(item.key);
        return;
      }
      serial += 1;
      const cycle = await runCycle(parts, { item, object, serial, signal, postponed, brake });
      memo.note(item.key, cycle);
    } catch (error) {
      memo.forget(item.key);
      if (isEarlyEnd(signal, error)) {
        // Shutdown or lost leadership: whoever leads next begins with every key.
        log.debug({ object: item.key }, 'reconcile ended early');
        return;
      }
      metrics.panicked(crd.name);
      log.error({ err: error, object: item.key }, 'reconcile ended unexpectedly');
      fail(parts, { item, error, durationMs: 0 });
    }
  };
  return {
    handle,
    isSettled: (object, signal) => memo.isSettled(keyOf(refOf(object)), object, signal),
    forgetSettled: () => memo.clear(),
    loops: () => brake.loops(),
  };
}

/** What came up for a custom resource that is gone is removed. Never rejects. */
async function lookAfterGone(parts: KeyParts, item: QueueItem, signal: AbortSignal): Promise<void> {
  const { crd, departed, log, queue, world } = parts;
  const object = departed.get(item.key);
  try {
    const removed =
      object === undefined
        ? undefined
        : await removeLatecomers(world, object, {
            isGone: () => isGone(world, object, signal),
            signal,
          });
    for (const { operation, outcome } of removed?.acted ?? []) {
      const what = { object: item.key, child: operation.id, outcome };
      log.info(what, 'came up after its custom resource was gone, and is removed');
    }
    if (removed?.error !== undefined) throw removed.error;
    queue.forget(item.key);
  } catch (err) {
    if (isEarlyEnd(signal, err)) return;
    const delayMs = queue.retry(item.key, 0);
    log.warn({ err, object: item.key, crd: crd.name, delayMs }, 'latecomers could not be removed');
  }
}

/** Asks the API server: a cache loses also what only left its selection. */
async function isGone(
  { cluster, type }: ReconcileWorld,
  object: KubeObject,
  signal: AbortSignal,
): Promise<boolean> {
  const live = await cluster.get({ type, ref: refOf(object) }, signal);
  return live === undefined || live.metadata.uid !== object.metadata.uid;
}

/** Tells an end that was asked for, of the cycle or of a write of it, from a failure. */
function isEarlyEnd(signal: AbortSignal, error: unknown): boolean {
  if (isOrkError(error, ErrorCode.NotLeader)) return true;
  return signal.aborted && (!isOrkError(signal.reason) || signal.reason === error);
}

interface Run {
  readonly item: QueueItem;
  readonly object: KubeObject;
  readonly serial: number;
  readonly signal: AbortSignal;
  readonly postponed: PostponedStatuses;
  readonly brake: Brake;
}

async function runCycle(parts: KeyParts, run: Run): Promise<Cycle> {
  const { crd, clock, queue, health, metrics } = parts;
  const { item, object, postponed, brake } = run;
  const startedAt = clock.monotonicMs();
  const atMs = clock.nowMs();
  const isBusy = (): boolean => postponed.mustWait(item.key);
  const notice = brake.noticeFor(item.key, object, run.signal);
  const loop = notice === undefined ? undefined : await notice;
  const world = loop === undefined ? parts.world : { ...parts.world, loop };
  const cycle = await reconcile(world, object, run.signal, isBusy);
  const durationMs = clock.monotonicMs() - startedAt;
  const requeueAfterMs =
    cycle.error === undefined ? await requeueDelay(crd, cycle, parts.world) : undefined;
  const frame = {
    crd: crd.name,
    reconcileId: `${crd.name}-${run.serial}`,
    lane: item.lane,
    atMs,
    durationMs,
    attempt: item.attempt,
    ...(requeueAfterMs === undefined ? {} : { requeueAfterMs }),
    isBraked: loop !== undefined,
  };
  const record = recordCycle(object, cycle, frame);
  parts.records.add(record);
  if (cycle.status.isPostponed !== true) postponed.forget(item.key);
  if (cycle.error === undefined) {
    queue.forget(item.key);
    parts.told.isNews(item.key, '');
    health.succeeded(item.key, clock.nowMs());
    health.durations.add(durationMs);
    metrics.reconciled(crd.name, 'success', durationMs);
    if (cycle.status.isPostponed === true) {
      queue.addAfter(item.key, postponed.postpone(item.key), 'resync');
    }
    if (requeueAfterMs !== undefined) queue.addAfter(item.key, requeueAfterMs, 'resync');
  } else {
    fail(parts, { item, error: cycle.error, durationMs });
  }
  health.readiness(item.key, unreadyReason(cycle, loop));
  tellOperations(parts, item, cycle);
  parts.finished(object, cycle, record);
  slowDown(parts, run, { cycle, loop });
  return cycle;
}

/** The reason for which a custom resource is not ready; `''`: it is, or nothing is said of it. */
function unreadyReason(cycle: Cycle, loop: LoopNotice | undefined): string {
  const { decision, entries, error } = cycle;
  if (decision.isDeleted === true || decision.standsAside !== undefined) return '';
  const { reason, status } = readyCondition(error, entries, { loop });
  return status === 'False' ? reason : '';
}

/** Sees whether the writes of a cycle come to an end, and tells where they do not. */
function slowDown(
  { crd, queue, metrics, looping, log }: HandlerParts,
  { brake, item, object }: Run,
  { cycle, loop }: { readonly cycle: Cycle; readonly loop: LoopNotice | undefined },
): void {
  switch (brake.note(item, object, cycle)) {
    case 'found':
      // Who contests a field shows best when it has just been set back, which wakes the key; this is for when it has not.
      queue.addAfter(item.key, FOUND_MS, 'resync');
      return;
    case 'told':
      if (loop === undefined) return;
      metrics.looped(crd.name, loop.reason);
      looping(object, loop.message);
      log.warn({ object: item.key, reason: loop.reason, text: loop.message }, 'writes do not end');
      return;
    case 'ended':
      // The condition that tells of the loop is to say so.
      queue.add(item.key, 'resync');
      return;
    default:
  }
}

/** How soon a loop is told of, in milliseconds. */
const FOUND_MS = 500;

function fail(
  parts: KeyParts,
  failure: { readonly item: QueueItem; readonly error: unknown; readonly durationMs: number },
): void {
  const { crd, queue, health, metrics, clock, log } = parts;
  const { item, error, durationMs } = failure;
  health.failed(item.key, { error, attempt: item.attempt, nowMs: clock.nowMs() });
  metrics.reconciled(crd.name, 'failure', durationMs);
  const retry: Retry = isOrkError(error) ? error.retry : { kind: 'backoff' };
  // `never` means: not before something changes. Change events and resync bring the key back.
  if (retry.kind === 'never') {
    if (parts.told.isNews(item.key, textOf(error)))
      log.warn({ err: error, object: item.key }, 'reconcile failed until something changes');
    return;
  }
  const delayMs = queue.retry(item.key, retry.kind === 'after' ? retry.delayMs : 0);
  metrics.retried(crd.name);
  const fields = { err: error, object: item.key, attempt: item.attempt, delayMs };
  // What was refused is refused again and again in the same words, until somebody changes something.
  const isNews = parts.told.isNews(item.key, textOf(error));
  if (isRefusal(error) && !isNews) log.debug(fields, 'reconcile failed as before');
  else log.warn(fields, 'reconcile failed');
}

const REFUSALS: readonly ErrorCode[] = [
  ErrorCode.StatusRefused,
  ErrorCode.ApiInvalid,
  ErrorCode.ApiDenied,
  ErrorCode.ApiForbidden,
  ErrorCode.FieldConflict,
];

function isRefusal(error: unknown): boolean {
  return REFUSALS.some((code) => isOrkError(error, code));
}

function tellOperations({ crd, metrics }: HandlerParts, item: QueueItem, cycle: Cycle): void {
  for (const acted of cycle.acted) {
    const { operation, outcome, durationMs } = acted;
    if (outcome === 'not-reached') continue;
    const { provider, resource, verb } = operation;
    const result = outcome === 'failed' ? 'failure' : 'success';
    metrics.providerOperated(crd.name, provider, { resource, verb, result, durationMs });
    if (item.lane === 'drift' && hasChanged(acted)) metrics.driftCorrected(crd.name, resource);
  }
}
