import type {
  AttachRequest,
  BeginAnswer,
  BeginRequest,
  BlockProblem,
  CheckRequest,
  Clock,
  Cluster,
  GroupVersionKind,
  InformerSet,
  JointBlock,
  JointProblem,
  KubeObject,
  Logger,
  Observation,
  ObserveRequest,
  Operation,
  OperationContext,
  OperationResult,
  PlanRequest,
  Provider,
  ProviderDescription,
  ProviderPlan,
} from '../../core/index.ts';
import { ChildActions } from './apply/child-actions.ts';
import { checkBlock } from './check-block.ts';
import { checkTogether } from './check-together.ts';
import { describeKubernetes } from './describe.ts';
import type { ChildKind } from './follow/child-kinds.ts';
import { CopySources } from './follow/copy-sources.ts';
import { type CrdFollowing, followChildren } from './follow/crd-following.ts';
import { followFormerKinds } from './follow/former-kinds.ts';
import { ownerlessWarnings } from './follow/ownerless.ts';
import { TypeRegistry } from './follow/type-registry.ts';
import { observeChildren } from './observe/observe-children.ts';
import { createAppliedMemory } from './plan/applied-memory.ts';
import { createForeignMemory } from './plan/foreign-memory.ts';
import { deletePayloadOf, writePayloadOf } from './plan/payload.ts';
import { planDeletion } from './plan/plan-deletion.ts';
import { planReconcile } from './plan/plan-reconcile.ts';
import type { PlannerState, Scaling, Settled } from './plan/planner-state.ts';
import { createRefusedMemory } from './plan/refused-memory.ts';
import { createSoughtMemory } from './plan/sought-memory.ts';

/** Options of {@link createKubernetesProvider}. */
export interface KubernetesProviderOptions {
  /** Refuses writes unless this process leads. */
  readonly cluster: Cluster;
  /** Runs as long as the provider is used. */
  readonly informers: InformerSet;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes objects over that were there before, where an entry does not say, e.g. for a migration. Default: false. */
  readonly adoptExisting?: boolean;
  /**
   * What would come of operations is told, and nothing is carried out. The cluster is one in which nothing is stored, the
   * informers show what is. Default: false.
   */
  readonly isRehearsal?: boolean;
}

/**
 * Creates the provider of the built-in kinds: short blocks in, server-side applied objects out.
 *
 * @remarks Holds no state that a restart would miss: what belongs to an owner is found through the informers, by
 * owner uid; of which kinds it may be is noted ({@link Provider.begin}). Nothing is sent for an object that already holds what is declared (design §5).
 */
export function createKubernetesProvider(options: KubernetesProviderOptions): Provider {
  return new KubernetesProvider(options);
}

class KubernetesProvider implements Provider {
  readonly #options: KubernetesProviderOptions;
  readonly #followings = new Map<string, CrdFollowing>();
  readonly #attached = new Map<string, AttachRequest>();
  /** Kinds that any revision of a CRD entry could create: what is left of them is pruned. */
  readonly #formerKinds = new Map<string, readonly ChildKind[]>();
  readonly #types: TypeRegistry;
  readonly #sources: CopySources;
  readonly #state: PlannerState;
  readonly #actions: ChildActions;

  constructor(options: KubernetesProviderOptions) {
    this.#options = options;
    this.#types = new TypeRegistry(options.cluster, options.log);
    this.#sources = new CopySources(options.cluster, options.informers);
    const foreign = createForeignMemory();
    const applied = createAppliedMemory();
    const scalers = new Map<string, Scaling>();
    const refused = createRefusedMemory();
    const replacing = new Map<string, string>();
    const sought = createSoughtMemory();
    this.#state = {
      types: this.#types.lookup,
      applied,
      scalers,
      copied: this.#sources,
      foreign,
      ...(options.adoptExisting === true ? { adopt: 'keep' } : {}),
      refused,
      replacing,
      sought,
      settled: new WeakMap<KubeObject, Settled>(),
      warn: (entry, text) => options.log.warn({ entry, text }, 'field has no effect'),
    };
    this.#actions = new ChildActions({
      ...options,
      sought,
      applied,
      scalers,
      refused,
      replacing,
      foreign,
      sources: this.#sources,
      followingOf: (crd) => this.#followings.get(crd),
    });
  }

  describe(): ProviderDescription {
    return describeKubernetes();
  }

  async check(request: CheckRequest): Promise<readonly BlockProblem[]> {
    return checkBlock(request);
  }

  async checkTogether(blocks: readonly JointBlock[]): Promise<readonly JointProblem[]> {
    return checkTogether(blocks);
  }

  async attach(request: AttachRequest, signal: AbortSignal): Promise<void> {
    const former = this.#formerKinds.get(request.crd) ?? [];
    const deleted = (object: KubeObject): void => this.#actions.gone(object);
    const { informers } = this.#options;
    const isNamespaced = (gvk: GroupVersionKind): Promise<boolean | undefined> =>
      this.#types.isNamespaced(gvk, signal);
    const following = await followChildren(
      { informers, request, former, isNamespaced, deleted },
      signal,
    );
    if (signal.aborted) return;
    this.#followings.set(request.crd, following);
    this.#attached.set(request.crd, request);
    this.#formerKinds.set(
      request.crd,
      following.kinds.map(({ subscription: _, ...kind }) => kind),
    );
    const forget = (): void => {
      if (this.#followings.get(request.crd) === following) this.#followings.delete(request.crd);
    };
    signal.addEventListener('abort', forget, { once: true });
  }

  async begin({ crd, notes, owners }: BeginRequest, signal: AbortSignal): Promise<BeginAnswer> {
    const [following, attached] = [this.#followings.get(crd), this.#attached.get(crd)];
    if (following === undefined || attached === undefined) return { notes, warnings: [] };
    const { cluster } = this.#options;
    const answer = await followFormerKinds({ cluster, following, crd: attached, notes }, signal);
    const ownerless = owners === undefined ? [] : ownerlessWarnings(following, attached, owners);
    return { ...answer, warnings: [...answer.warnings, ...ownerless] };
  }

  async observe(request: ObserveRequest, signal: AbortSignal): Promise<Observation> {
    const following = this.#followings.get(request.owner.crd);
    if (following === undefined) return { resources: [], outputs: {} };
    await this.#types.refresh(following, signal);
    const copied = this.#sources.versionFor(request.owner.object.metadata.uid ?? '');
    return observeChildren(request, following, copied);
  }

  async plan(request: PlanRequest): Promise<ProviderPlan> {
    return request.phase === 'reconcile'
      ? planReconcile(request, this.#state)
      : planDeletion(request, this.#state);
  }

  apply(operation: Operation, context: OperationContext): Promise<OperationResult> {
    return this.#actions.apply(operation, context);
  }

  delete(operation: Operation, context: OperationContext): Promise<OperationResult> {
    return this.#actions.delete(operation, context);
  }
  read(operation: Operation, signal: AbortSignal): Promise<KubeObject | undefined> {
    const { namespace, name, payload } = operation;
    const { type } =
      operation.verb === 'delete' ? deletePayloadOf(payload) : writePayloadOf(payload);
    return this.#options.cluster.get({ type, ref: { namespace, name } }, signal);
  }
}
