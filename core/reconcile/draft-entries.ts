import { textOf } from '../errors.ts';
import type { Observation } from '../provider/observation.ts';
import type { Operation } from '../provider/operation.ts';
import type { ProviderPlan } from '../provider/provider-plan.ts';
import type { EntryDraft } from './decision.ts';
import type { EntryRecord } from './decision-record.ts';
import { type Fault, namingEntry } from './error-of-all.ts';
import type { Expansion } from './expand-entries.ts';
import { heldBackReason, isHeldBack, isThere, kindIn } from './held-back.ts';

import { isEnding } from './is-ending.ts';
import { nameOfExpansion, type ResourcePlan } from './plan-resources.ts';

/** Records of all entries and the operations that may be carried out. */
export interface Drafts {
  readonly entries: readonly EntryDraft[];
  readonly operations: readonly Operation[];
  /** What failed already; it holds up nothing but the removal of what it may be the successor of. */
  readonly faults: readonly Fault[];
}

/** Brings expansions and the providers' plans together, in declaration order. */
export function draftEntries(
  expansions: readonly Expansion[],
  plan: ResourcePlan,
  observations: ReadonlyMap<string, Observation>,
): Drafts {
  const planned = indexPlans(plan);
  const order = new Map(expansions.map((expansion, index) => [expansion.id, index]));
  const winners = winnersOf(plan, order);
  const faults = faultsOf(expansions, planned);
  const failed = new Set(faults.map(({ entry }) => entry));
  const missing = expansions.filter((each) => failed.has(each.id) && !isThere(each, observations));
  const failedKinds = new Set(missing.map(({ entry }) => kindIn(entry.provider, entry.kind)));
  const entries: EntryDraft[] = [];
  const operations: Operation[] = [];
  for (const expansion of expansions) {
    for (const draft of draftsOf(expansion, planned, { ...plan, winners })) {
      entries.push(draft);
      if (draft.operation !== undefined) operations.push(draft.operation);
    }
  }
  for (const operation of planned.pruning) {
    const isOf = order.get(operation.entry);
    const traces = isOf === undefined ? [] : (expansions[isOf]?.traces ?? []);
    const record = recordOf(operation, {
      decision: DECISION_OF[operation.verb],
      conditions: traces,
    });
    const isHeld = isHeldBack(operation, failedKinds);
    entries.push(isHeld ? { record: heldBack(record) } : { record, operation });
    if (!isHeld) operations.push(operation);
  }
  return { entries, operations, faults };
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

/** Entries by the objects they win, see {@link winnersOf}: by provider, then by the id that is unique within it. */
type Winners = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** For every object the last entry that desires it: entries with one name switch content, they do not fight. */
function winnersOf({ plans }: ResourcePlan, order: ReadonlyMap<string, number>): Winners {
  const winners = new Map<string, Map<string, string>>();
  for (const [provider, { operations, unchanged }] of plans) {
    const own = new Map<string, string>();
    winners.set(provider, own);
    for (const { id, entry } of [...operations.filter((each) => !isEnding(each)), ...unchanged]) {
      const present = own.get(id);
      if (present === undefined || (order.get(present) ?? 0) <= (order.get(entry) ?? 0))
        own.set(id, entry);
    }
  }
  return winners;
}

/** Everything that failed before anything is carried out, in the order of declaration. */
function faultsOf(expansions: readonly Expansion[], planned: Planned): readonly Fault[] {
  const known = new Set(expansions.map(({ id }) => id));
  const own = expansions.flatMap(({ id, result }) => {
    const error =
      result.kind === 'failed' ? namingEntry(id, result.error) : planned.failures.get(id);
    return error === undefined ? [] : [{ entry: id, error }];
  });
  // A provider that has no entry any more, but may have made something for one.
  const others = [...planned.failures].filter(([entry]) => !known.has(entry));
  return [...own, ...others.map(([entry, error]) => ({ entry, error }))];
}

function draftsOf(
  expansion: Expansion,
  planned: Planned,
  seen: {
    readonly guarded: ReadonlyMap<string, string>;
    readonly heldBack: ResourcePlan['heldBack'];
    readonly winners: Winners;
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
    return seen.winners.get(operation.provider)?.get(operation.id) === id
      ? { record, operation }
      : { record: yielded(record) };
  });
  const asDeclared = { decision: 'unchanged', reason: 'already as declared', ...base } as const;
  const unchanged = (planned.unchanged.get(id) ?? []).map(
    ({ resource, namespace, name, standing, stored }): EntryDraft => {
      const record = { ...asDeclared, resource, namespace, name, ...standing };
      return { record: stored === undefined ? record : { ...record, stored } };
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

function heldBack(record: EntryRecord): EntryRecord {
  return { ...record, decision: 'not-reached', reason: heldBackReason(record.resource) };
}
