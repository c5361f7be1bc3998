import { OrkError } from '../errors.ts';
import { Identity } from '../object/identity.ts';
import { isObject, type JsonObject } from '../object/json.ts';
import type { CrdProgram } from '../program/program.ts';
import type { DesiredBlock, Owner, RetainedBlock } from '../provider/desired-block.ts';
import type { Operation } from '../provider/operation.ts';
import type { Provider } from '../provider/provider.ts';
import type { ProviderPlan } from '../provider/provider-plan.ts';
import { type Expansion, nameIn } from './expand-entries.ts';
import { isEnding } from './is-ending.ts';
import { forbiddenReason, guardCopies, guardPlan, type HeldBack } from './namespace-guard.ts';
import type { Snapshot } from './snapshot.ts';
import { providerFailure } from './unobserved.ts';

/** Plans of all providers for one owner. */
export interface ResourcePlan {
  readonly plans: readonly (readonly [provider: string, plan: ProviderPlan])[];
  /** Expansions whose target namespace is forbidden, with the reason (katalog-language §13.6). */
  readonly guarded: ReadonlyMap<string, string>;
  /** Single objects that would stand in a forbidden namespace. */
  readonly heldBack: readonly HeldBack[];
}

/** Asks every provider what its share of the expansions needs, all at once; one that fails keeps the others from nothing. */
export async function planResources(
  owner: Owner,
  expansions: readonly Expansion[],
  world: PlanWorld & { readonly providers: ReadonlyMap<string, Provider> },
): Promise<ResourcePlan> {
  const guarded = new Map<string, string>();
  const heldBack: HeldBack[] = [];
  const plans = await Promise.all(
    [...world.providers].map(async ([name, provider]) => {
      const own = expansions.filter(({ entry }) => entry.provider === name);
      const share = shareOf(own, owner, world);
      for (const [entry, reason] of share.guarded) guarded.set(entry, reason);
      const answer = await planShare(provider, share, { ...world, owner, name });
      if (answer instanceof OrkError) {
        const entries = own.length === 0 ? [`providers.${name}`] : own.map(({ id }) => id);
        return [name, failedPlan(entries, answer, world)] as const;
      }
      const { plan, heldBack: rest } = guardPlan(world.crd.namespaces, answer);
      heldBack.push(...share.heldBack, ...rest);
      return [name, withReasons(plan, own)] as const;
    }),
  );
  return { plans, guarded, heldBack };
}

interface PlanWorld {
  readonly crd: CrdProgram;
  readonly snapshot: Snapshot;
}

/** What is asked of one provider. */
interface Share {
  readonly desired: readonly DesiredBlock[];
  readonly retained: readonly RetainedBlock[];
  readonly guarded: ReadonlyMap<string, string>;
  readonly heldBack: readonly HeldBack[];
}

function shareOf(expansions: readonly Expansion[], owner: Owner, { crd }: PlanWorld): Share {
  const guarded = new Map<string, string>();
  const heldBack: HeldBack[] = [];
  const desired: DesiredBlock[] = [];
  const retained: RetainedBlock[] = [];
  for (const { id, entry, result } of expansions) {
    if (result.kind === 'retained') retained.push(result.retained);
    if (result.kind === 'failed') retained.push(retainedOf(id, entry.kind, result.identity));
    if (result.kind !== 'desired') continue;
    const reason = forbiddenReason(crd.namespaces, namespaceOf(result.desired.block, owner));
    if (reason === undefined) {
      const copies = guardCopies(crd.namespaces, result.desired);
      desired.push(copies.desired);
      heldBack.push(...copies.heldBack);
    } else {
      guarded.set(id, reason);
      retained.push({ entry: id, kind: entry.kind, block: result.desired.block });
    }
  }
  return { desired, retained, guarded, heldBack };
}

/** The plan, or why there is none. */
async function planShare(
  provider: Provider,
  { desired, retained }: Share,
  world: PlanWorld & { readonly owner: Owner; readonly name: string },
): Promise<ProviderPlan | OrkError> {
  const { name, owner, snapshot } = world;
  const observed = snapshot.observations.get(name);
  if (observed === undefined) {
    const cause = new TypeError('it was not observed');
    return snapshot.unobserved?.get(name) ?? providerFailure(name, cause);
  }
  const { nowMs } = snapshot.environment;
  try {
    return await provider.plan({ phase: 'reconcile', owner, desired, retained, observed, nowMs });
  } catch (error) {
    return providerFailure(name, error);
  }
}

/** Nothing is done where it is not known what there is: each entry of the provider fails, and what it may have made stays. */
function failedPlan(
  entries: readonly string[],
  error: OrkError,
  { snapshot: { object } }: PlanWorld,
): ProviderPlan {
  return {
    operations: [],
    unchanged: [],
    failures: entries.map((entry) => ({ entry, error })),
    waiting: [],
    needsCleanup: object.metadata.finalizers?.includes(Identity.cleanupFinalizer) ?? false,
  };
}

/** What a failed expansion has stays: its own object, or all of its kind where not even the name is known. */
function retainedOf(entry: string, kind: string, identity: JsonObject | undefined): RetainedBlock {
  return { entry, kind, ...(identity === undefined ? {} : { block: identity }) };
}

/** The plan with deletions that follow from a false condition put down to the entry that has it. */
function withReasons(plan: ProviderPlan, expansions: readonly Expansion[]): ProviderPlan {
  if (!plan.operations.some(isEnding)) return plan;
  const operations = plan.operations.map((operation) => {
    if (!isEnding(operation)) return operation;
    const { kind = operation.resource, name } = operation;
    for (const { id, entry, result } of expansions) {
      if (result.kind === 'absent' && entry.kind === kind && result.name === name) {
        return { ...operation, entry: id, reason: result.reason };
      }
    }
    return operation;
  });
  return { ...plan, operations };
}

/** Namespace a block asks for, else that of the owner; where neither says one, the plan tells. */
function namespaceOf(block: JsonObject, owner: Owner): string {
  const { metadata } = block;
  const nested = isObject(metadata) ? metadata['namespace'] : undefined;
  const declared = block['namespace'] ?? nested;
  return typeof declared === 'string' && declared !== ''
    ? declared
    : (owner.object.metadata.namespace ?? '');
}

/** Operations by wave, lowest first; deletions come last of all. */
export function wavesOf(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const waves = new Map<number, Operation[]>();
  for (const operation of operations) {
    const wave = isEnding(operation) ? Number.MAX_SAFE_INTEGER : operation.wave;
    const group = waves.get(wave);
    if (group === undefined) waves.set(wave, [operation]);
    else group.push(operation);
  }
  return [...waves.entries()].sort(([left], [right]) => left - right).map(([, group]) => group);
}

/** Name of an expansion's object for the record, as far as it is known before planning. */
export function nameOfExpansion({ result }: Expansion): string {
  if (result.kind === 'desired') return nameIn(result.desired.block);
  if (result.kind === 'retained') return nameIn(result.retained.block);
  if (result.kind === 'failed') return nameIn(result.identity);
  return result.kind === 'absent' ? result.name : '';
}
