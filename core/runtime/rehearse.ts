import type { Clock } from '../clock.ts';
import { ErrorCode, isOrkError } from '../errors.ts';
import type { Environment } from '../expression/expression.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Logger } from '../log.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import { type Acted, act } from '../reconcile/act.ts';
import { decide } from '../reconcile/decide.ts';
import type { EntryRecord, StageRecord } from '../reconcile/decision-record.ts';
import { ownerOf } from '../reconcile/owner-of.ts';
import { settleEntries } from '../reconcile/settle-entries.ts';
import { takeSnapshot } from '../reconcile/take-snapshot.ts';
import { beginWork } from './begin-work.ts';
import { createCrdProviders } from './crd-providers.ts';

/** Most cycles of one rehearsal: what is only known once it was tried is planned again. */
const MOST_ROUNDS = 3;

/** What a rehearsal needs. */
export interface RehearsalOptions {
  readonly crd: CrdProgram;
  /** They store nothing, and their caches run. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** Where earlier revisions noted what they made; it is read only. */
  readonly inventory: Pick<Inventory, 'read'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly randomBytes: Environment['randomBytes'];
}

/** What the runtime would make of a custom resource. */
export interface Rehearsal {
  readonly stages: readonly StageRecord[];
  readonly entries: readonly EntryRecord[];
  /** Why the cycle would fail before or beside the entries. */
  readonly error?: unknown;
}

/** Rehearses cycles of one CRD. */
export interface Rehearser {
  /** Cannot look after everything, in words. */
  readonly warnings: readonly string[];
  rehearse(object: KubeObject, signal: AbortSignal): Promise<Rehearsal>;
}

/** Follows what a CRD may create, as the runtime does before its first cycle; resolves once it can rehearse. */
export async function createRehearser(
  options: RehearsalOptions,
  signal: AbortSignal,
): Promise<Rehearser> {
  const { crd, inventory } = options;
  const used = createCrdProviders({ ...options, changed: () => undefined });
  await used.attach(signal);
  const readOnly: Inventory = {
    read: (each) => inventory.read(each),
    change: async () => undefined,
  };
  const warnings = await beginWork({ ...options, providers: used, inventory: readOnly }, signal);
  return {
    warnings,
    async rehearse(object, each) {
      for (let round = 1; ; round += 1) {
        const { isOver, ...rehearsal } = await cycleOf(
          { ...options, crd, providers: used.inUse },
          object,
          each,
        );
        if (isOver || round === MOST_ROUNDS) return rehearsal;
      }
    },
  };
}

/** What would be carried out by a cycle that follows at once, or when what it needs is there. */
function isAgain({ afterMs, error, outcome }: Acted): boolean {
  if (outcome === 'failed') return isOrkError(error, ErrorCode.ApiNotFound);
  return outcome === 'pending' && afterMs === 0;
}

/** One cycle: observe → decide → act, as `reconcile` has it, without the custom resource's own writes. */
async function cycleOf(
  { clock, crd, providers, randomBytes }: RehearsalOptions,
  object: KubeObject,
  signal: AbortSignal,
): Promise<Rehearsal & { readonly isOver: boolean }> {
  const world = {
    crd,
    providers,
    clock,
    randomBytes,
    figures: () => ({ metrics: {}, health: {} }),
  };
  const { snapshot } = await takeSnapshot(world, object, signal);
  const decision = await decide(crd, snapshot, providers);
  const owner = ownerOf(crd, { ...decision.object, metadata: object.metadata });
  const now = (): number => clock.monotonicMs();
  const acted = await act(decision.waves, { owner, signal, providers, now });
  const { error, stages } = decision;
  return {
    stages,
    entries: settleEntries(decision.entries, acted),
    isOver: !acted.some(isAgain),
    ...(error === undefined ? {} : { error }),
  };
}
