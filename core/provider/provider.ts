import type { GroupVersionKind } from '../object/gvk.ts';
import type { JsonObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { BlockProblem, CheckRequest, JointBlock, JointProblem } from './block-check.ts';
import type { Observation, ObserveRequest } from './observation.ts';
import type { Operation, OperationContext, OperationResult } from './operation.ts';
import type { ProviderDescription } from './provider-description.ts';
import type { PlanRequest, ProviderPlan } from './provider-plan.ts';

/** What a CRD entry may create, told to {@link Provider.attach} before its first reconcile. */
export interface AttachRequest {
  readonly crd: string;
  readonly gvk: GroupVersionKind;
  readonly namespaced: boolean;
  /** Namespace to which the CRD's watch is restricted; absent: all. */
  readonly namespace?: string;
  /** Every block as written, by kind. */
  readonly blocks: readonly { readonly kind: string; readonly block: JsonObject }[];
  /** Called when a resource of an owner changed. */
  readonly changed: (owner: { readonly uid: string; readonly key: string | undefined }) => void;
}

/** What a provider noted of a kind of custom resource, given to {@link Provider.begin}. */
export interface BeginRequest {
  /** Key of the CRD entry, as attached. */
  readonly crd: string;
  /** What it noted in this or an earlier process, under this or another revision of the Katalogs. */
  readonly notes: readonly string[];
  /** Uids of all custom resources that there are; absent where only a part of them is known. */
  readonly owners?: readonly string[];
}

/** What a provider answers to {@link Provider.begin}. */
export interface BeginAnswer {
  /** What it wants to be given next time: all that deletion and pruning could not find otherwise, e.g. kinds it may create. */
  readonly notes: readonly string[];
  /** What it cannot look after, for people: in the log and in the health of the CRD. */
  readonly warnings: readonly string[];
}

/**
 * A place where resources live: the built-in Kubernetes kinds, a cloud, a database, anyone's own.
 *
 * @remarks Every method takes and gives plain data, so a provider may live in another process. `plan` is pure.
 * All implementations pass `test/conformance/provider.ts`.
 */
export interface Provider {
  describe(): ProviderDescription;
  /** Faults of a block as written, beyond its schema. */
  check(request: CheckRequest): Promise<readonly BlockProblem[]>;
  /** Faults that show only when all blocks of a CRD are seen. Optional: a provider without it looks at each alone. */
  checkTogether?(blocks: readonly JointBlock[]): Promise<readonly JointProblem[]>;
  /** Starts to follow what a CRD may create; resolves when {@link Provider.observe} can answer; ends on abort. */
  attach(request: AttachRequest, signal: AbortSignal): Promise<void>;
  /**
   * This process has begun to work on the custom resources of an attached CRD: called before its first operation, each time it
   * comes to lead. From here on {@link Provider.observe} also tells what earlier revisions made and nobody declares any more. The
   * notes it answers with are stored before anything is created. Optional: a provider without it remembers nothing.
   */
  begin?(request: BeginRequest, signal: AbortSignal): Promise<BeginAnswer>;
  observe(request: ObserveRequest, signal: AbortSignal): Promise<Observation>;
  plan(request: PlanRequest): Promise<ProviderPlan>;
  /** Carries out a `create`, `update`, `replace` or `release`. */
  apply(operation: Operation, context: OperationContext): Promise<OperationResult>;
  /** Carries out a `delete`; succeeds when the resource is gone already. */
  delete(operation: Operation, context: OperationContext): Promise<OperationResult>;
  /**
   * The object of an operation as it is now, with its `managedFields`, to find out who else writes it. Optional: where it is
   * missing, or answers nothing, others that write stay nameless.
   */
  read?(operation: Operation, signal: AbortSignal): Promise<KubeObject | undefined>;
}
