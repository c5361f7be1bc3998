import { ErrorCode, isOrkError, textOf } from '../errors.ts';
import type { NewCondition } from '../object/conditions.ts';
import type { FieldChange } from '../provider/standing.ts';
import type { ReasonOf } from './condition-reasons.ts';
import type { EntryRecord } from './decision-record.ts';
import type { LoopNotice } from './reconcile-world.ts';

/**
 * `Ready`: all that is declared and enforced is stored (katalog-language §11.3, docs/conditions.md). It tells about the
 * reconcile, not about the health of workloads.
 *
 * @param error - why the cycle failed
 * @param entries - what became of each declared resource
 * @param besides - `remark`: what is to be said of a success, e.g. which status fields are not stored; `loop`: writes that do
 * not come to an end
 */
export function readyCondition(
  error: unknown,
  entries: readonly EntryRecord[],
  besides: { readonly remark?: string; readonly loop?: LoopNotice | undefined } = {},
): NewCondition {
  const { remark = '', loop } = besides;
  if (error !== undefined) return notReady(reasonOf(error), textOf(error));
  if (loop?.isOfStatusOnly === false) return notReady('WriteLoop', loop.message);
  const isPlain = remark === '' && entries.every(isAsDeclared);
  if (isPlain) return ready('True', 'ReconcileSucceeded', APPLIED);
  const causes = causesOf(entries);
  const [cause] = causes;
  if (cause !== undefined) return notReady(cause.reason, messageOf(causes, entries));
  const kept = entries.filter(({ decision }) => decision === 'kept');
  const altered = entries.flatMap((entry) => textOfStored(entry, isAltered));
  const parts = [
    APPLIED,
    ...(kept.length === 0 ? [] : [`${kept.length} left as they are: ${sentenceOf(kept)}`]),
    ...(altered.length === 0 ? [] : [`stored otherwise: ${altered.join('; ')}`]),
    ...(remark === '' ? [] : [remark]),
  ];
  return ready('True', 'ReconcileSucceeded', parts.join('; '));
}

const APPLIED = 'Desired state applied';

/** Nothing is to be said of it: the usual case, in every cycle. */
function isAsDeclared({ decision, stored }: EntryRecord): boolean {
  return stored === undefined && !SAID.has(decision);
}

const SAID: ReadonlySet<EntryRecord['decision']> = new Set([
  'immutable',
  'foreign',
  'pending',
  'kept',
]);

/** Objects that are not as declared and enforced, for one reason. */
interface Cause {
  readonly reason: ReasonOf<'Ready'>;
  readonly count: number;
  readonly text: string;
}

/** Why what is declared is not stored, the most important cause first. */
function causesOf(entries: readonly EntryRecord[]): readonly Cause[] {
  const of = (wanted: EntryRecord['decision']): readonly EntryRecord[] =>
    entries.filter(({ decision }) => decision === wanted);
  const cause = (reason: Cause['reason'], found: readonly EntryRecord[]): readonly Cause[] =>
    found.length === 0 ? [] : [{ reason, count: found.length, text: sentenceOf(found) }];
  const dropped = entries.flatMap((entry) => textOfStored(entry, isDropped));
  const text = `not stored: ${dropped.join('; ')}`;
  return [
    ...cause('ImmutableField', of('immutable')),
    ...cause('ChildOwned', of('foreign')),
    ...(dropped.length === 0
      ? []
      : [{ reason: 'FieldsNotStored', count: dropped.length, text } as const]),
    ...cause('Pending', of('pending')),
  ];
}

/** How many objects it is about comes first: a condition has no room for all of a long list. */
function messageOf(causes: readonly Cause[], entries: readonly EntryRecord[]): string {
  const text = causes.map((each) => each.text).join('; ');
  const count = causes.reduce((sum, each) => sum + each.count, 0);
  if (count === 1) return text;
  const all = entries.filter(({ decision }) => decision !== 'skipped').length;
  return `${count} of ${all} objects: ${text}`;
}

function notReady(reason: ReasonOf<'Ready'>, message: string): NewCondition {
  return ready('False', reason, message);
}

function ready(
  status: NewCondition['status'],
  reason: ReasonOf<'Ready'>,
  message: string,
): NewCondition {
  return { type: 'Ready', status, reason, message };
}

/** A field that is not there although it was sent. */
function isDropped(change: FieldChange): boolean {
  return 'from' in change && !('to' in change);
}

function isAltered(change: FieldChange): boolean {
  return !isDropped(change);
}

function textOfStored(
  { resource, name, stored = [] }: EntryRecord,
  counts: (change: FieldChange) => boolean,
): readonly string[] {
  const paths = stored.filter(counts).map(({ path }) => path);
  return paths.length === 0 ? [] : [`${resource}/${name} ${paths.join(', ')}`];
}

function sentenceOf(entries: readonly EntryRecord[]): string {
  return entries.map(({ resource, name, reason }) => `${resource}/${name} ${reason}`).join('; ');
}

/** Reason of a failed `Ready`: the general one of the language, or the code where it tells more. */
function reasonOf(error: unknown): ReasonOf<'Ready'> {
  if (isOrkError(error, ErrorCode.ChildOwned)) return 'ChildOwned';
  if (isOrkError(error, ErrorCode.FieldConflict)) return 'FieldConflict';
  if (isOrkError(error, ErrorCode.ApiForbidden)) return 'PermissionDenied';
  if (isOrkError(error, ErrorCode.StatusRefused)) return 'StatusRefused';
  if (isOrkError(error, ErrorCode.StatusFieldFailed)) return 'StatusFieldFailed';
  return 'ReconcileError';
}
