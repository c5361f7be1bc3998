import type { KubeObject } from '../../../core/index.ts';
import type { AppliedMemory } from './applied-memory.ts';
import type { CopiedData } from './copied-data.ts';
import type { TypeLookup } from './type-lookup.ts';

/** What a planner reads beside its request; the provider keeps it, the planner only reads. */
export interface PlannerState {
  readonly types: TypeLookup;
  readonly applied: AppliedMemory;
  /** Data of copied Secrets and ConfigMaps as last read. */
  readonly copied: CopiedData;
  /** Objects that stood there before us and are left alone by an entry that only wants them to exist. */
  readonly strangers: ReadonlyMap<string, number>;
  /**
   * Digest of the declaration under which a live object was found to need nothing.
   *
   * @remarks A cache of the planner's own results: keyed by the cached object itself, so it ends with it.
   */
  readonly settled: WeakMap<KubeObject, string>;
  /** Hears of fields that have no effect; the plan does not depend on it. */
  readonly warn: (entry: string, text: string) => void;
}

/** How long an object of others is left alone before it is looked at again, in milliseconds. */
export const STRANGER_MS = 300_000;
