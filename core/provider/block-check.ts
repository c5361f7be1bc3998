import type { JsonObject } from '../object/json.ts';
import type { OnImmutable } from './desired-block.ts';

/** A fault of a block found before anything runs. */
export interface BlockProblem {
  /** Path inside the block: `['probes', 'liveness', 'port']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected?: string;
  readonly nearest?: string;
}

/** A fault of blocks that are declared together. */
export interface JointProblem extends BlockProblem {
  /** The block at whose place it is told. */
  readonly entry: string;
  /** `false`: it depends on what is not written, so it is a warning. */
  readonly isCertain: boolean;
}

/** A block as written, with what is known of when it is wanted. */
export interface JointBlock {
  /** `onReconcile.services[0]`. */
  readonly entry: string;
  readonly kind: string;
  readonly block: JsonObject;
  /** `true`: a list decides how many there are of it. */
  readonly isRepeated: boolean;
  /** Entries that are always there where this one is wanted. */
  readonly always: ReadonlySet<string>;
  /** Entries that are never wanted together with it. */
  readonly never: ReadonlySet<string>;
}

/** A block as written in a Katalog, given to `Provider.check`. */
export interface CheckRequest {
  readonly kind: string;
  readonly block: JsonObject;
  /** What the entry says of fields that cannot be changed; a fault of it has the path `['onImmutable']`. */
  readonly onImmutable?: OnImmutable;
}
