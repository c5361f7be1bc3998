import { ErrorCode, OrkError, textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import { formatDuration } from '../notes/format-duration.ts';
import type { JsonObject } from '../object/json.ts';
import type { CrdProgram, DeleteGroup } from '../program/program.ts';
import type { DesiredBlock, Owner } from '../provider/desired-block.ts';
import type { Operation } from '../provider/operation.ts';
import type { Provider } from '../provider/provider.ts';
import type { PlanPhase, ProviderPlan } from '../provider/provider-plan.ts';
import type { Decision, EntryDraft } from './decision.ts';
import { DECISION_OF, recordOf } from './draft-entries.ts';
import { emptyDecision } from './empty-decision.ts';
import { itemsOf } from './expand-entries.ts';
import { withoutOurFinalizers } from './owner-metadata.ts';
import { ownerOf } from './owner-of.ts';
import { type EndingRequest, planEnding } from './plan-ending.ts';
import { wavesOf } from './plan-resources.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The next step of a deletion (katalog-language §13): groups of `onDelete` in order, then what garbage collection
 * does not remove, then the finalizers.
 *
 * @remarks Keeps no state: where the deletion stands is read from what still exists, so it survives a restart at
 * any point. Validation, mutation and namespace guards are not applied.
 */
export async function decideDeletion(
  crd: CrdProgram,
  snapshot: Snapshot,
  providers: ReadonlyMap<string, Provider>,
): Promise<Decision> {
  const { object } = snapshot;
  const kept = withoutOurFinalizers(crd, object);
  const base = emptyDecision(snapshot);
  if (kept.length === (object.metadata.finalizers?.length ?? 0))
    return { ...base, isDeleted: true };
  const [unknown] = snapshot.unobserved?.values() ?? [];
  // Whether its steps are due, and what is left for them, is not known.
  if (crd.onDelete !== undefined && unknown !== undefined) return { ...base, error: unknown };
  const scope = scopeOf(snapshot, object, providers);
  const world = { owner: ownerOf(crd, object), snapshot, providers, scope };
  for (const step of await stepsOf(crd, world)) {
    const plans = await planStep(step, world);
    const decision = decisionOf(base, plans);
    if (decision === undefined) continue;
    const overdue = overdueError(crd, snapshot, decision);
    return overdue === undefined ? decision : { ...decision, error: overdue };
  }
  const { resourceVersion } = object.metadata;
  const patch = { metadata: { resourceVersion, finalizers: kept } };
  return { ...base, isDeleted: true, ownerPatches: [{ part: 'metadata', patch }] };
}

interface World {
  readonly owner: Owner;
  readonly snapshot: Snapshot;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly scope: Scope;
}

interface Step {
  readonly phase: PlanPhase;
  /** By provider. */
  readonly blocks: ReadonlyMap<string, readonly DesiredBlock[]>;
  /** By provider, for the last step; evaluated when it is reached. */
  readonly declared?: () => Promise<Step['blocks']>;
}

async function stepsOf(crd: CrdProgram, world: World): Promise<readonly Step[]> {
  const cleanup: Step = {
    phase: 'cleanup',
    blocks: new Map(),
    declared: () => declaredBlocks(crd, world),
  };
  const { onDelete } = crd;
  if (onDelete === undefined || !(await onDelete.when.evaluate(world.scope)).passed)
    return [cleanup];
  const steps: Step[] = [];
  for (const group of onDelete.groups) {
    const { run, remove } = await splitGroup(group, world);
    if (run.size > 0) steps.push({ phase: 'run', blocks: run });
    if (remove.size > 0) steps.push({ phase: 'remove', blocks: remove });
  }
  return [...steps, cleanup];
}

/** All that is declared, whatever its conditions: it may have been made before they changed. */
async function declaredBlocks(crd: CrdProgram, { scope }: World): Promise<Step['blocks']> {
  const blocks = new Map<string, DesiredBlock[]>();
  for (const entry of [...crd.onCreate.entries, ...crd.onReconcile.entries]) {
    const { id, kind, mode, force, provider } = entry;
    try {
      for (const item of itemsOf(entry, scope)) {
        const block = (await entry.block.render(item.scope)) as JsonObject;
        const desired = { entry: `${id}${item.suffix}`, kind, mode, block, force };
        blocks.set(provider, [...(blocks.get(provider) ?? []), desired]);
      }
    } catch {
      // What cannot be evaluated any more names nothing; what was made of it is found by its label.
    }
  }
  return blocks;
}

/** Jobs with an image are run and awaited, everything else is removed (katalog-language §13.2 REC). */
async function splitGroup(
  group: DeleteGroup,
  { scope, providers }: World,
): Promise<{ readonly run: Step['blocks']; readonly remove: Step['blocks'] }> {
  const run = new Map<string, DesiredBlock[]>();
  const remove = new Map<string, DesiredBlock[]>();
  for (const entry of group.entries) {
    const kinds = providers.get(entry.provider)?.describe().kinds;
    const isRunnable = kinds?.find(({ key }) => key === entry.kind)?.createOnce === true;
    for (const item of itemsOf(entry, scope)) {
      if (!(await entry.when.evaluate(item.scope)).passed) continue;
      const block = (await entry.block.render(item.scope)) as JsonObject;
      const { kind, mode, force } = entry;
      const target = isRunnable && block['image'] !== undefined ? run : remove;
      const list = target.get(entry.provider) ?? [];
      target.set(entry.provider, [
        ...list,
        { entry: `${entry.id}${item.suffix}`, kind, mode, block, force },
      ]);
    }
  }
  return { run, remove };
}

async function planStep(
  step: Step,
  { owner, snapshot, providers }: World,
): Promise<readonly ProviderPlan[]> {
  const { phase } = step;
  const { nowMs } = snapshot.environment;
  const all = await step.declared?.();
  const shareOf: EndingRequest['shareOf'] = (name) => {
    const declared = all?.get(name);
    const desired = step.blocks.get(name) ?? [];
    return declared === undefined ? { desired } : { desired, declared };
  };
  const asked = [...providers].filter(([name]) => phase === 'cleanup' || step.blocks.has(name));
  return planEnding({ phase, owner, nowMs, shareOf }, asked, snapshot);
}

/** The decision a step asks for, `undefined` when the step is over. */
function decisionOf(base: Decision, plans: readonly ProviderPlan[]): Decision | undefined {
  const operations = plans.flatMap((plan) => plan.operations);
  const waiting = plans.flatMap((plan) => plan.waiting);
  const [failure] = plans.flatMap((plan) => plan.failures);
  if (operations.length + waiting.length === 0 && failure === undefined) return undefined;
  const entries: EntryDraft[] = [
    ...operations.map((operation) => draftOf(operation)),
    ...waiting.map(({ entry, resource, namespace, name, message }) => {
      const rest = { entry, provider: '', resource, namespace, name, conditions: [] };
      return { record: { ...rest, decision: 'pending', reason: message } as const };
    }),
  ];
  const delays = waiting.map(({ afterMs }) => afterMs);
  return {
    ...base,
    entries,
    waves: wavesOf(operations),
    waitingFor: [...operations.map(nameOf), ...waiting.map(nameOf)].join(', '),
    ...(failure === undefined ? {} : { error: failure.error }),
    ...(delays.length === 0 ? {} : { requeueAfterMs: Math.min(...delays) }),
  };
}

function draftOf(operation: Operation): EntryDraft {
  const decision = DECISION_OF[operation.verb];
  return { record: recordOf(operation, { decision, conditions: [] }), operation };
}

function nameOf(item: { readonly resource: string; readonly name: string }): string {
  return `${item.resource}/${item.name}`;
}

/** `onDelete.timeout` covers the whole sequence, from the deletion on (katalog-language §20 #19). */
function overdueError(
  crd: CrdProgram,
  { object, environment }: Snapshot,
  { entries, error }: Decision,
): OrkError | undefined {
  const startedAtMs = Date.parse(object.metadata.deletionTimestamp ?? '');
  const timeoutMs = crd.onDelete?.timeoutMs;
  if (timeoutMs === undefined || !(environment.nowMs - startedAtMs > timeoutMs)) return undefined;
  const waits = entries.map(({ record: { decision, name, reason, resource } }) => {
    const why =
      decision === 'pending' && reason !== undefined && reason !== '' ? ` (${reason})` : '';
    return `${resource}/${name}${why}`;
  });
  const what = waits.length === 0 ? '' : `, waiting for ${waits.join(', ')}`;
  const text = `onDelete.timeout of ${formatDuration(timeoutMs)} is over${what}`;
  const details = { text, timeoutMs, startedAtMs };
  const overdue = new OrkError(OVERDUE, { code: ErrorCode.DeletionTimeout, details });
  return error === undefined ? overdue : becauseOf(overdue, error);
}

const OVERDUE = 'Deletion takes longer than onDelete.timeout';

/** An overdue deletion together with what keeps it from coming to its end. */
export function becauseOf(overdue: OrkError, cause: unknown): OrkError {
  const { code, details, retry } = overdue;
  const text = `${textOf(overdue)}: ${textOf(cause)}`;
  return new OrkError(OVERDUE, { code, cause, retry, details: { ...details, text } });
}
