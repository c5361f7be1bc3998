import type { JsonObject } from '../object/json.ts';
import type { KubeObject, ObjectRef } from '../object/kube-object.ts';
import type { Owner } from './desired-block.ts';

/** Something that exists and belongs to the owner. */
export interface ObservedResource {
  /** Unique within the provider: `apps/v1/Deployment/default/web`. */
  readonly id: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject | KubeObject;
}

export interface ObserveRequest {
  readonly owner: Owner;
  /** Names of declared blocks in declaration order; decides which object the singular form of a kind means. */
  readonly declared: readonly DeclaredName[];
}

export interface DeclaredName extends ObjectRef {
  readonly kind: string;
}

/** The present state of what an owner has. */
export interface Observation {
  readonly resources: readonly ObservedResource[];
  /**
   * Equal versions mean that nothing the owner has changed in between, so a cycle with equal inputs may be
   * skipped. Absent: the provider cannot tell.
   */
  readonly version?: string;
  /** Changes with whatever else a plan reads, such as what is copied from objects of others. */
  readonly inputs?: string;
  /** For conditions, templates and status, under `ProviderDescription.outputsRoot`. */
  readonly outputs: JsonObject;
}
