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

/** Plans of all providers for one owner. */
export interface ResourcePlan {
  readonly plans: readonly (readonly [provider: string, plan: ProviderPlan])[];
  /** Expansions whose target namespace is forbidden, with the reason (katalog-language §13.6). */
  readonly guarded: ReadonlyMap<string, string>;
  /** Single objects that would stand in a forbidden namespace. */
  readonly heldBack: readonly HeldBack[];
}

/** Asks every provider what its share of the expansions needs. */
export async function planResources(
  owner: Owner,
  expansions: readonly Expansion[],
  world: {
    readonly crd: CrdProgram;
    readonly snapshot: Snapshot;
    readonly providers: ReadonlyMap<string, Provider>;
  },
): Promise<ResourcePlan> {
  const { crd, snapshot, providers } = world;
  const guarded = new Map<string, string>();
  const plans: [string, ProviderPlan][] = [];
  const heldBack: HeldBack[] = [];
  for (const [name, provider] of providers) {
    const observed = snapshot.observations.get(name);
    if (observed === undefined) continue;
    const desired: DesiredBlock[] = [];
    const retained: RetainedBlock[] = [];
    for (const expansion of expansions) {
      if (expansion.entry.provider !== name) continue;
      const { result } = expansion;
      if (result.kind === 'retained') retained.push(result.retained);
      if (result.kind === 'failed') retained.push(retainedOf(expansion, result.identity));
      if (result.kind !== 'desired') continue;
      const reason = forbiddenReason(crd.namespaces, namespaceOf(result.desired.block, owner));
      if (reason === undefined) {
        const copies = guardCopies(crd.namespaces, result.desired);
        desired.push(copies.desired);
        heldBack.push(...copies.heldBack);
      } else {
        guarded.set(expansion.id, reason);
        retained.push({
          entry: expansion.id,
          kind: expansion.entry.kind,
          block: result.desired.block,
        });
      }
    }
    const { nowMs } = snapshot.environment;
    const planned = guardPlan(
      crd.namespaces,
      await provider.plan({ phase: 'reconcile', owner, desired, retained, observed, nowMs }),
    );
    plans.push([name, withReasons(planned.plan, expansions)]);
    heldBack.push(...planned.heldBack);
  }
  return { plans, guarded, heldBack };
}

/** What a failed expansion has stays: its own object, or all of its kind where not even the name is known. */
function retainedOf({ id, entry }: Expansion, identity: JsonObject | undefined): RetainedBlock {
  return { entry: id, kind: entry.kind, ...(identity === undefined ? {} : { block: identity }) };
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
