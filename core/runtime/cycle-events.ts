import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import { formatGvk } from '../object/gvk.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Became } from '../provider/operation.ts';
import type { Acted } from '../reconcile/act.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import { DECISION_OF } from '../reconcile/draft-entries.ts';
import { hasChanged } from '../reconcile/has-changed.ts';

/** Reasons of the runtime's events, `<Kind>` being the kind of the custom resource; `docs/conditions.md` has a row for each. */
export const EVENT_REASONS = [
  '<Kind>FinalizerAdded',
  'Adopted',
  '<Kind>Reconciled',
  'ChildOwned',
  '<Kind>ReconcileError',
  '<Kind>NotReady',
  '<Kind>ValidationFailed',
  '<Kind>WriteLoop',
  '<Kind>Abandoned',
  'Deleting',
  '<Kind>Deleted',
  '<Kind>DeleteError',
] as const;

/** An {@link EVENT_REASONS} for a kind. */
export function reasonFor(kind: string, reason: (typeof EVENT_REASONS)[number]): string {
  return reason.replace('<Kind>', kind);
}

/** A Kubernetes event about a custom resource, before the recorder folds and rates it. */
export interface CycleEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly action: string;
  readonly note: string;
}

/** Where Kubernetes events go; never blocks and never fails. */
export interface CycleEventSink {
  record(regarding: KubeObject, event: CycleEvent): void;
}

/**
 * What a cycle has to tell (katalog-language §14.4): only changes and failures, never that nothing happened
 * (design §5).
 */
export function eventsOf(crd: CrdProgram, object: KubeObject, cycle: Cycle): readonly CycleEvent[] {
  const { kind } = crd.gvk;
  const subject = `${formatGvk(crd.gvk)} ${keyOf(refOf(object))}`;
  const isLeaving = object.metadata.deletionTimestamp !== undefined;
  if (cycle.error !== undefined) return [failureOf(kind, cycle.error, { subject, isLeaving })];
  const done = cycle.acted.filter(({ outcome }) => outcome === 'done');
  const events: CycleEvent[] = [];
  const hasNewFinalizer = cycle.stages.some(
    ({ stage, changes }) =>
      stage === 'metadata' && changes?.some(({ path }) => path === 'metadata.finalizers'),
  );
  if (hasNewFinalizer && !isLeaving) {
    events.push(
      normal(reasonFor(kind, '<Kind>FinalizerAdded'), 'Finalize', `finalizer set on ${subject}`),
    );
  }
  if (isLeaving) {
    const isDone = cycle.decision.isDeleted === true;
    if (isDone && cycle.ownWrites > 0)
      events.push(normal(reasonFor(kind, '<Kind>Deleted'), 'Delete', `${subject} cleaned up`));
    else if (done.length > 0) {
      events.push(
        normal(
          reasonFor(kind, 'Deleting'),
          'Delete',
          `${subject}: ${cycle.decision.waitingFor ?? 'cleaning up'}`,
        ),
      );
    }
    return events;
  }
  return [...events, ...resourceEvents(kind, subject, done)];
}

/** What was changed in one event, and what was taken over or refused in one of its own each: both ask for a second look. */
function resourceEvents(
  kind: string,
  subject: string,
  done: readonly Acted[],
): readonly CycleEvent[] {
  const of = (wanted: Became['decision']): readonly Acted[] =>
    done.filter(({ became }) => became?.decision === wanted);
  const events: CycleEvent[] = [];
  const adopted = of('adopted');
  if (adopted.length > 0) {
    const note = `${subject}: took over ${sentenceOf(adopted)}`;
    events.push(normal(reasonFor(kind, 'Adopted'), 'Reconcile', note));
  }
  const changed = done
    .filter(hasChanged)
    .filter(({ became }) => became === undefined || WRITTEN.has(became.decision));
  if (changed.length > 0) {
    const words = changed.slice(0, MOST_NAMED).map(({ operation, became }) => {
      const word = became === undefined ? DECISION_OF[operation.verb] : 'updated';
      return `${word} ${operation.resource}/${operation.name}`;
    });
    const rest = changed.length > words.length ? ` and ${changed.length - words.length} more` : '';
    const note = `${subject}: ${words.join(', ')}${rest}`;
    events.push(normal(reasonFor(kind, '<Kind>Reconciled'), 'Reconcile', note));
  }
  const foreign = of('foreign');
  if (foreign.length > 0) {
    const note = `${subject}: ${sentenceOf(foreign)}`;
    events.push({
      type: 'Warning',
      reason: reasonFor(kind, 'ChildOwned'),
      action: 'Reconcile',
      note,
    });
  }
  return events;
}

/** The event of writes that do not come to an end; there is one for each loop. */
export function loopEvent(crd: CrdProgram, object: KubeObject, message: string): CycleEvent {
  return {
    type: 'Warning',
    reason: reasonFor(crd.gvk.kind, '<Kind>WriteLoop'),
    action: 'Reconcile',
    note: `${formatGvk(crd.gvk)} ${keyOf(refOf(object))}: ${message}`,
  };
}

/** The event of a custom resource that carries our finalizer and that no operator works on. */
export function abandonedEvent(crd: CrdProgram, object: KubeObject, why: string): CycleEvent {
  return {
    type: 'Warning',
    reason: reasonFor(crd.gvk.kind, '<Kind>Abandoned'),
    action: 'Reconcile',
    note: `${formatGvk(crd.gvk)} ${keyOf(refOf(object))}: ${why}`,
  };
}

/** What was written, be it in part. */
const WRITTEN: ReadonlySet<Became['decision']> = new Set(['updated', 'immutable', 'kept']);

/** Most objects that one event names. */
const MOST_NAMED = 8;

function sentenceOf(acted: readonly Acted[]): string {
  return acted
    .slice(0, MOST_NAMED)
    .map(({ operation, became }) => {
      const { resource, name } = operation;
      return `${resource}/${name} ${became?.reason ?? ''}`;
    })
    .join('; ');
}

function normal(reason: string, action: string, note: string): CycleEvent {
  return { type: 'Normal', reason, action, note };
}

function failureOf(
  kind: string,
  error: unknown,
  about: { readonly subject: string; readonly isLeaving: boolean },
): CycleEvent {
  const note = `${about.subject}: ${textOf(error)}`;
  if (about.isLeaving)
    return {
      type: 'Warning',
      reason: reasonFor(kind, '<Kind>DeleteError'),
      action: 'Delete',
      note,
    };
  const isDenied = isOrkError(error, ErrorCode.ValidationDenied);
  const reason = reasonFor(kind, isDenied ? '<Kind>ValidationFailed' : '<Kind>ReconcileError');
  return { type: 'Warning', reason, action: isDenied ? 'Validate' : 'Reconcile', note };
}
