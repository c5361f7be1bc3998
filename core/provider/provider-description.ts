import type { JsonObject } from '../object/json.ts';

/** One kind of block a provider understands, e.g. `deployments` or `s3`. */
export interface ProviderKind {
  /** The key of the list in a Katalog: `deployments`. */
  readonly key: string;
  /** JSON Schema (2020-12) of one block as written, templates not yet evaluated: every scalar may be a string. */
  readonly schema: JsonObject;
  /** Blocks of a lower wave are applied before those of a higher one; within a wave all at once. */
  readonly wave: number;
  /** `true`: created once and never corrected, replaced or deleted by a condition (katalog-language §3.2, Jobs). */
  readonly createOnce: boolean;
  /** What its objects are. Absent: each block says it of itself, by `apiVersion` and `kind`. */
  readonly objectType?: { readonly apiVersion: string; readonly kind: string };
  /**
   * Under which keys its objects stand in `Observation.outputs`. When every kind of a provider says so, a template
   * that reads another key is refused before anything runs. Absent: not known.
   */
  readonly outputs?: OutputKeys;
}

/** Keys below {@link ProviderDescription.outputsRoot} under which objects of a kind are found. */
export interface OutputKeys {
  /** Keys of maps from names to objects: `statefulSets`. */
  readonly byName: readonly string[];
  /** Keys of one object: `statefulSet`. */
  readonly single: readonly string[];
}

/** What a provider says of itself. */
export interface ProviderDescription {
  readonly name: string;
  readonly version: string;
  /** Root under which `Observation.outputs` stand in templates: `children`, or `providers.<name>`. */
  readonly outputsRoot: string;
  readonly kinds: readonly ProviderKind[];
}
