import { isOrkError, OrkError, textOf } from '../errors.ts';
import type { Operation, ProviderPlan } from '../provider/provider.ts';
import type { EntryDraft } from './decision.ts';
import type { EntryRecord } from './decision-record.ts';
import type { Expansion } from './expand-entries.ts';
import { isEnding } from './is-ending.ts';
import { nameOfExpansion, type ResourcePlan } from './plan-resources.ts';

/** Records of all entries and the operations that may be carried out. */
export interface Drafts {
  readonly entries: readonly EntryDraft[];
  readonly operations: readonly Operation[];
  /** The first fault; operations of entries declared after it are not carried out, nothing is pruned. */
  readonly error: unknown;
}

/** Brings expansions and the providers' plans together, in declaration order. */
export function draftEntries(expansions: readonly Expansion[], plan: ResourcePlan): Drafts {
  const planned = indexPlans(plan);
  const order = new Map(expansions.map((expansion, index) => [expansion.id, index]));
  const winners = winnersOf(planned, order);
  const fault = firstFault(expansions, planned);
  const entries: EntryDraft[] = [];
  const operations: Operation[] = [];
  for (const [index, expansion] of expansions.entries()) {
    for (const draft of draftsOf(expansion, planned, { ...plan, winners })) {
      const { operation } = draft;
      const isReached = fault === undefined || index < fault.index;
      if (operation !== undefined && isReached) operations.push(operation);
      entries.push(
        operation === undefined || isReached ? draft : { record: unreached(draft.record) },
      );
    }
  }
  for (const operation of planned.pruning) {
    const isOf = order.get(operation.entry);
    const traces = isOf === undefined ? [] : (expansions[isOf]?.traces ?? []);
    const record = recordOf(operation, {
      decision: DECISION_OF[operation.verb],
      conditions: traces,
    });
    entries.push(fault === undefined ? { record, operation } : { record: unreached(record) });
    if (fault === undefined) operations.push(operation);
  }
  return { entries, operations, error: fault?.error };
}

interface Planned {
  readonly operations: ReadonlyMap<string, readonly Operation[]>;
  readonly unchanged: ReadonlyMap<string, ProviderPlan['unchanged']>;
  readonly failures: ReadonlyMap<string, Error>;
  /** Ends of what no entry desires any more. */
  readonly pruning: readonly Operation[];
}

function indexPlans({ plans }: ResourcePlan): Planned {
  const operations = new Map<string, Operation[]>();
  const unchanged = new Map<string, ProviderPlan['unchanged'][number][]>();
  const failures = new Map<string, Error>();
  const pruning: Operation[] = [];
  for (const [, plan] of plans) {
    for (const operation of plan.operations) {
      if (isEnding(operation)) pruning.push(operation);
      else append(operations, operation.entry, operation);
    }
    for (const item of plan.unchanged) {
      append(unchanged, item.entry, item);
    }
    for (const failure of plan.failures) failures.set(failure.entry, failure.error);
  }
  return { operations, unchanged, failures, pruning };
}

function append<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** For every object the last entry that desires it: entries with one name switch content, they do not fight. */
function winnersOf(
  planned: Planned,
  order: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const winners = new Map<string, string>();
  const consider = (id: string, entry: string): void => {
    const present = winners.get(id);
    if (present === undefined || (order.get(present) ?? 0) <= (order.get(entry) ?? 0)) {
      winners.set(id, entry);
    }
  };
  for (const [entry, list] of planned.operations) for (const { id } of list) consider(id, entry);
  for (const [entry, list] of planned.unchanged) for (const { id } of list) consider(id, entry);
  return winners;
}

function firstFault(
  expansions: readonly Expansion[],
  planned: Planned,
): { readonly index: number; readonly error: unknown } | undefined {
  for (const [index, { id, result }] of expansions.entries()) {
    if (result.kind === 'failed') return { index, error: namingEntry(id, result.error) };
    const failure = planned.failures.get(id);
    if (failure !== undefined) return { index, error: failure };
  }
  return undefined;
}

/** The error with the entry it belongs to, for one that knows at most its place in the block. */
export function namingEntry(entry: string, cause: unknown): unknown {
  if (!isOrkError(cause)) return cause;
  const { code, details, message, retry } = cause;
  const text = `${entry}: ${textOf(cause)}`;
  return new OrkError(message, { code, cause, retry, details: { ...details, entry, text } });
}

function draftsOf(
  expansion: Expansion,
  planned: Planned,
  seen: {
    readonly guarded: ReadonlyMap<string, string>;
    readonly heldBack: ResourcePlan['heldBack'];
    readonly winners: ReadonlyMap<string, string>;
  },
): readonly EntryDraft[] {
  const { id, traces, result } = expansion;
  const base = {
    entry: id,
    provider: expansion.entry.provider,
    resource: expansion.entry.kind,
    namespace: '',
    name: nameOfExpansion(expansion),
    conditions: traces,
  };
  const guarded = seen.guarded.get(id);
  const fault = result.kind === 'failed' ? result.error : planned.failures.get(id);
  if (guarded !== undefined) return [{ record: { ...base, decision: 'skipped', reason: guarded } }];
  if (fault !== undefined) {
    const error = textOf(fault);
    return [{ record: { ...base, decision: 'failed', reason: error, error } }];
  }
  if (result.kind === 'retained' || result.kind === 'absent') {
    return [{ record: { ...base, decision: 'skipped', reason: result.reason } }];
  }
  const operations = (planned.operations.get(id) ?? []).map((operation): EntryDraft => {
    const decision = DECISION_OF[operation.verb];
    const record = recordOf(operation, { decision, conditions: traces });
    return seen.winners.get(operation.id) === id
      ? { record, operation }
      : { record: yielded(record) };
  });
  const unchanged = (planned.unchanged.get(id) ?? []).map(
    ({ resource, namespace, name, standing, stored }): EntryDraft => {
      const otherwise = stored === undefined ? {} : { stored };
      const place = { ...base, resource, namespace, name, ...otherwise };
      if (standing !== undefined) return { record: { ...place, ...standing } };
      return { record: { ...place, decision: 'unchanged', reason: 'already as declared' } };
    },
  );
  const heldBack = seen.heldBack
    .filter(({ entry }) => entry === id)
    .map(({ namespace, reason }): EntryDraft => {
      return { record: { ...base, namespace, decision: 'skipped', reason } };
    });
  return [...operations, ...unchanged, ...heldBack];
}

/** What an operation comes to, as far as nothing goes another way. */
export const DECISION_OF = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  delete: 'deleted',
  release: 'released',
} as const;

/** Record of an operation that is going to be carried out. */
export function recordOf(
  operation: Operation,
  rest: Pick<EntryRecord, 'decision' | 'conditions'>,
): EntryRecord {
  const { entry, provider, resource, namespace, name, reason, changes } = operation;
  return {
    entry,
    provider,
    resource,
    namespace,
    name,
    reason,
    ...rest,
    ...(changes === undefined ? {} : { changes }),
  };
}

function yielded(record: EntryRecord): EntryRecord {
  return { ...record, decision: 'skipped', reason: 'a later entry declares the same object' };
}

function unreached(record: EntryRecord): EntryRecord {
  return { ...record, decision: 'not-reached', reason: 'an earlier entry failed' };
}
