import { ErrorCode, isOrkError, OrkError, textOf } from '../errors.ts';
import { isObject } from '../object/json.ts';
import { type KubeObject, keyOf, refOf } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';
import { noteAltered } from './altered-field.ts';
import type { WrittenStatus } from './cycle.ts';
import { decideStatus, type StatusDecision } from './decide-status.ts';
import type { Decision } from './decision.ts';
import type { EntryRecord } from './decision-record.ts';
import { learnPruned } from './learn-pruned.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { OWN_PARTS, refusedParts } from './refused-parts.ts';
import type { RefusedParts } from './refused-status.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';
import { writeFieldsSingly } from './write-fields-singly.ts';

/** An API server that names one wrong part after the other is not asked for ever. */
const MAX_WRITES = 6;

/** The cycle whose status is to be written. */
export interface StatusCycle {
  readonly decision: Decision;
  readonly snapshot: Snapshot;
  readonly signal: AbortSignal;
  readonly error: unknown;
  readonly entries: readonly EntryRecord[];
  readonly isBusy: () => boolean;
}

/** What was written, and the custom resource after it. */
export interface StatusOutcome {
  readonly decision: WrittenStatus;
  readonly object: KubeObject;
  readonly writes: number;
}

/**
 * Writes the status when it differs. A part that the API server refuses is left out and named in `Ready`, so that one wrong
 * value does not hide all the rest.
 */
export async function writeStatus(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: StatusCycle,
): Promise<StatusOutcome> {
  const refused = world.refused.of(object.metadata.uid ?? '');
  const isWritable = world.type.subresources.includes('status');
  let current = object;
  let writes = 0;
  for (;;) {
    const status = await decideFor(world, current, { ...cycle, refused });
    if (!isWritable) return { decision: notStored(status), object, writes };
    const ended = (more: Omit<WrittenStatus, keyof StatusDecision | 'written'> = {}) => {
      logFields(world, object, status);
      const decision = {
        written: current !== object,
        ...status,
        ...ownFault(refused),
        ...more,
      };
      return { decision, object: current, writes };
    };
    const wanted = status.patch === undefined ? undefined : { status: status.patch };
    const patch = wanted === undefined ? undefined : world.pruned.effective(wanted, current);
    if (patch === undefined) return ended();
    // A failure is always told at once: its retry comes in its own time.
    const hasFailed = cycle.error !== undefined || status.fault !== undefined;
    if (status.isOnlyObserved === true && !hasFailed && writes === 0 && cycle.isBusy())
      return ended({ isPostponed: true });
    const known = refused.reason(WHOLE, sameAgain(patch));
    if (known !== undefined) return ended({ writeError: refusal(known) });
    writes += 1;
    try {
      current = await patchStatus(world, object, patch, cycle.signal);
      // What was dropped is to be named too, and nothing is dropped twice.
      const isPruned = learnPruned(world, patch, current).some(isOfStatus);
      if (!isPruned && !noteAltered(status.fields, current, refused)) return ended();
      if (writes >= MAX_WRITES) return ended();
    } catch (error) {
      if (cycle.signal.aborted) throw error;
      // Deleted meanwhile, which is an event of its own.
      if (isOrkError(error, ErrorCode.ApiNotFound)) return ended();
      world.log.debug({ err: error }, 'status could not be written');
      const isRefusal = isOrkError(error, ErrorCode.ApiInvalid) && writes < MAX_WRITES;
      if (!isRefusal) return ended({ writeError: error });
      const send = async (part: Readonly<Record<string, unknown>>): Promise<KubeObject> => {
        writes += 1;
        const sent = await patchStatus(world, object, part, cycle.signal);
        current = sent;
        return sent;
      };
      if (!(await noteRefusal(error, { status, refused, patch, send }))) {
        refused.note(WHOLE, { value: sameAgain(patch), reason: textOf(error) });
        return ended({ writeError: error });
      }
    }
  }
}

async function patchStatus(
  world: ReconcileWorld,
  object: KubeObject,
  patch: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<KubeObject> {
  const target = { type: world.type, ref: refOf(object) };
  const options = { type: 'merge', subresource: 'status', signal } as const;
  const written = await world.cluster.patch(target, patch, options);
  world.written(written);
  return written;
}

function decideFor(
  world: ReconcileWorld,
  object: KubeObject,
  cycle: StatusCycle & { readonly refused: RefusedParts },
): Promise<StatusDecision> {
  const { decision, snapshot, error, entries, refused } = cycle;
  const prepared = { ...decision.object, metadata: object.metadata };
  return decideStatus(world.crd, {
    object,
    scope: scopeOf(snapshot, prepared, world.providers),
    conditions: decision.conditions,
    error,
    entries,
    refused,
    stored: (path, value) => world.pruned.stored(['status', ...path], value),
    loop: world.loop,
    nowMs: snapshot.environment.nowMs,
  });
}

function isOfStatus(path: string): boolean {
  return path.startsWith('status.');
}

interface Refusal {
  readonly status: StatusDecision;
  readonly refused: RefusedParts;
  readonly patch: Readonly<Record<string, unknown>>;
  readonly send: (patch: Readonly<Record<string, unknown>>) => Promise<KubeObject>;
}

/** Notes which parts are to be left out from now on; `false` when nothing is left that could be. */
async function noteRefusal(error: OrkError, refusal: Refusal): Promise<boolean> {
  const { status, refused, patch, send } = refusal;
  const fields = status.fields.filter(({ outcome }) => outcome === 'set' || outcome === 'cleared');
  const own = OWN_PARTS.filter((part) => getPath(patch, ['status', part]) !== undefined);
  let parts = refusedParts(error, [...fields.map(({ path }) => path), ...own]);
  const isTried = parts.size === 0 && fields.length > 1;
  if (isTried) parts = await writeFieldsSingly(fields, patch['status'], send);
  else if (parts.size === 0) parts = new Map(fields.map(({ path }) => [path, textOf(error)]));
  for (const [path, reason] of parts) {
    const value = fields.find((field) => field.path === path)?.value;
    refused.note(path, { value, reason });
  }
  return isTried || parts.size > 0;
}

/** The failure that a refusal of the runtime's own parts is: no condition can tell of it. */
function ownFault(refused: RefusedParts): Pick<WrittenStatus, 'writeError'> {
  const words = OWN_PARTS.flatMap((part) => {
    const reason = refused.reason(part);
    return reason === undefined ? [] : [`status.${part} was refused: ${reason}`];
  });
  if (words.length === 0) return {};
  return { writeError: refusal(words.join('; ')) };
}

function refusal(text: string): OrkError {
  return new OrkError('Status was refused', { code: ErrorCode.StatusRefused, details: { text } });
}

/** Stands for a status that is refused whichever of its fields are left out, e.g. for one that the schema requires. */
const WHOLE = '';

/** What a patch says, whenever it says it: a condition that was never stored has a new time in each cycle. */
function sameAgain({ status }: Readonly<Record<string, unknown>>): unknown {
  const conditions = isObject(status) ? status['conditions'] : undefined;
  if (!isObject(status) || !Array.isArray(conditions)) return status;
  const timeless = conditions.map((each: unknown) =>
    isObject(each) ? { ...each, lastTransitionTime: undefined } : each,
  );
  return { ...status, conditions: timeless };
}

/** Nothing of a status is stored where the CRD has no such subresource. */
function notStored({ fields }: StatusDecision): WrittenStatus {
  const error = 'the CRD has no status subresource';
  return {
    fields: fields.map((field) =>
      field.outcome === 'set' || field.outcome === 'unchanged' || field.outcome === 'cleared'
        ? { path: field.path, outcome: 'dropped', conditions: field.conditions, error }
        : field,
    ),
    written: false,
    isUnstorable: true,
  };
}

/** Status fields that failed are left out of the status (katalog-language §11.2), so the log names them. */
function logFields(world: ReconcileWorld, object: KubeObject, status: StatusDecision): void {
  const failed = status.fields.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'absent',
  );
  const texts = failed.map(({ path, error = '' }) => `${path}: ${error}`);
  if (!world.toldFaults.isNews(object.metadata.uid ?? '', texts.join('; '))) return;
  const fields = { object: keyOf(refOf(object)), fields: texts };
  world.log.warn(fields, 'status fields could not be evaluated');
}
