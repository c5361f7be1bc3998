import type { JsonObject } from '../object/json.ts';
import type { Owner } from './desired-block.ts';
import type { FieldChange, Standing } from './standing.ts';

/** One thing to do. Data: it can be printed, asserted on and sent to another process. */
export interface Operation {
  readonly provider: string;
  readonly entry: string;
  /** `release`: what was taken over is let go and stays as it is. */
  readonly verb: 'create' | 'update' | 'replace' | 'delete' | 'release';
  /** Unique within the provider. */
  readonly id: string;
  /** For people and assertions: `deployments`; of what has no key of its own, its kind. */
  readonly resource: string;
  /** Key of the kind in a Katalog, for deletions. Default: `resource`. */
  readonly kind?: string;
  readonly namespace: string;
  readonly name: string;
  readonly wave: number;
  /** Why, in a few words: `absent`, `spec.replicas differs`, `no longer declared`. */
  readonly reason: string;
  readonly changes?: readonly FieldChange[];
  /** What the provider needs to carry it out; opaque to the core, never logged. */
  readonly payload: JsonObject;
}

/** What an operation turned out to be. */
export interface Became {
  readonly decision: 'adopted' | 'updated' | 'unchanged' | Standing['decision'];
  readonly reason: string;
  readonly changes?: readonly FieldChange[];
}

/** What came of an operation. */
export type OperationResult =
  | {
      readonly outcome: 'done';
      /** `true`: what was declared is there now, and planning again would find nothing to do. */
      readonly isFinal?: boolean;
      /** Version of the object as it is stored now; without one, the state after the write is planned again. */
      readonly version?: string;
      /** What came of it where that is not what was planned: an object that was to be created stood there already. */
      readonly became?: Became;
      /** `true`: the object is as it was, whatever was sent. */
      readonly isUntouched?: boolean;
      /** Declared fields that are stored otherwise: `from` is what was sent, `to` what is stored (absent: dropped). */
      readonly stored?: readonly FieldChange[];
    }
  /** Under way; look again later. */
  | { readonly outcome: 'pending'; readonly afterMs: number; readonly message: string };

export interface OperationContext {
  readonly owner: Owner;
  /** Aborts on shutdown, loss of leadership and reconcile timeout. */
  readonly signal: AbortSignal;
}
