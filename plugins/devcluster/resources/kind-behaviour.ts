import type { KubeObject } from '../object/kube-object.ts';
import type { FieldError } from '../status/field-error.ts';
import type { ObjectStore } from '../storage/object-store.ts';

/** What a kind's own rules may look at. */
export interface KindContext {
  readonly store: ObjectStore;
  readonly nowMs: number;
  /** The subresource being written; empty for the object itself. */
  readonly subresource: string;
}

/**
 * What sets one kind apart from all others. Each function gets an object it may change.
 *
 * @remarks The order is that of the API server: defaults, prepare, validate.
 */
export interface KindBehaviour {
  /** Fills in what was left out. */
  readonly applyDefaults?: (object: KubeObject) => void;
  /** Sets what clients may not choose, before a create. */
  readonly prepareCreate?: (object: KubeObject, context: KindContext) => void;
  /** Keeps what clients may not change, before an update. */
  readonly prepareUpdate?: (object: KubeObject, old: KubeObject, context: KindContext) => void;
  /** Findings; `old` is there on updates, the subresource when only that part is written. */
  readonly validate?: (
    object: KubeObject,
    old: KubeObject | undefined,
    subresource?: string,
  ) => readonly FieldError[];
  /** Findings about the name, where it is not a DNS subdomain. */
  readonly validateName?: (name: string) => readonly string[];
  /** Remarks that go back as Warning headers. */
  readonly warnings?: (object: KubeObject) => readonly string[];
  /** Whether `metadata.generation` counts changes of the spec. */
  readonly hasGeneration?: boolean;
  /** From the stored version to the served one. */
  readonly toServed?: (object: KubeObject) => KubeObject;
  /** From the served version to the stored one. */
  readonly toStored?: (object: KubeObject) => KubeObject;
  /** Changes an object that is being deleted but stays for now. */
  readonly prepareDelete?: (object: KubeObject) => void;
  /** Whether something besides finalizers keeps a deleted object. */
  readonly isHeld?: (object: KubeObject) => boolean;
  /** How long a deletion waits for somebody to finish it; undefined deletes at once. */
  readonly deletionGraceSeconds?: (object: KubeObject) => number | undefined;
  /** Whether a finished deletion is answered with the object rather than a Status. */
  readonly returnsDeletedObject?: boolean;
  /** Fields a field selector may name, besides `metadata.name` and `metadata.namespace`. */
  readonly selectableFields?: Readonly<Record<string, (object: KubeObject) => string>>;
}
