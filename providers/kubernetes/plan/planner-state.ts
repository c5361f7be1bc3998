import type { AdoptMode, KubeObject, UnchangedResource } from '../../../core/index.ts';
import type { AppliedMemory } from './applied-memory.ts';
import type { CopiedData } from './copied-data.ts';
import type { ForeignMemory } from './foreign-memory.ts';
import type { RefusedMemory } from './refused-memory.ts';
import type { SoughtMemory } from './sought-memory.ts';
import type { TypeLookup } from './type-lookup.ts';

/** What a planner reads beside its request; the provider keeps it, the planner only reads. */
export interface PlannerState {
  readonly types: TypeLookup;
  readonly applied: AppliedMemory;
  /** Data of copied Secrets and ConfigMaps as last read. */
  readonly copied: CopiedData;
  /** What custom resources could not have lately. */
  readonly foreign: Pick<ForeignMemory, 'recall' | 'isKnown'>;
  /** What becomes of objects that were there before, where an entry does not say. */
  readonly adopt?: AdoptMode;
  /** Fields that cannot be changed to what is declared, as the API server said. */
  readonly refused: RefusedMemory;
  /** Who scaled objects, by uid of the object. */
  readonly scalers: ReadonlyMap<string, Scaling>;
  /** What deletions have looked for already. */
  readonly sought: Pick<SoughtMemory, 'has'>;
  /** Objects on their way out to be made anew, by id: why. */
  readonly replacing: ReadonlyMap<string, string>;
  /**
   * Digest of the declaration under which a live object was found to need nothing, and how it stood.
   *
   * @remarks A cache of the planner's own results: keyed by the cached object itself, so it ends with it.
   */
  readonly settled: WeakMap<KubeObject, Settled>;
  /** Hears of fields that have no effect; the plan does not depend on it. */
  readonly warn: (entry: string, text: string) => void;
}

/** That a manager scales an object, as seen when it had set this number of replicas. */
export interface Scaling {
  readonly manager: string;
  readonly replicas: unknown;
}

/** A live object that needs nothing under a declaration. */
export interface Settled extends Pick<UnchangedResource, 'standing' | 'stored'> {
  readonly digest: string;
}
