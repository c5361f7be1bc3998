import {
  type Became,
  type Clock,
  type Cluster,
  ErrorCode,
  Identity,
  isOrkError,
  type KubeObject,
  type Operation,
  type OperationContext,
  type Target,
} from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { marksOf } from '../plan/adoption.ts';
import type { AppliedMemory } from '../plan/applied-memory.ts';
import { type Ownership, ownershipOf } from '../plan/ownership.ts';
import { type WritePayload, writePayloadOf } from '../plan/payload.ts';
import { sizeOf } from '../plan/seen-size.ts';
import { asScaled } from './apply-scaled.ts';
import { becameOf } from './became-of.ts';
import { childOwned, fieldConflict, notAdopted } from './conflict-errors.ts';
import { enforceChild, enforcementOf } from './enforce-child.ts';
import { foreignReason } from './foreign-reason.ts';
import { refuseWhenAborted } from './refuse-when-aborted.ts';
import { removalOf } from './removal-of.ts';
import { freeOfController, takenOver } from './take-over.ts';

/** An object as it is stored. */
export interface Stored {
  readonly outcome: 'written';
  readonly object: KubeObject;
  readonly manifest: Manifest;
  /** What it turned out to be, where that is not what was planned. */
  readonly became?: Became;
}

/** What became of a write. */
export type Written =
  | Stored
  /** Something that is not ours stands there, and nothing was written. */
  | { readonly outcome: 'foreign'; readonly reason: string }
  /** It is made anew, and the one before waits for its finalizers or dependents. */
  | { readonly outcome: 'leaving'; readonly object: KubeObject };

export interface WriteWorld {
  readonly cluster: Cluster;
  readonly applied: AppliedMemory;
  readonly clock: Clock;
}

/**
 * Creates or applies one child.
 *
 * @throws {@link OrkError} `ChildOwned` for a Job that cannot be run, `FieldConflict`, or what the API server says.
 */
export async function writeChild(
  operation: Operation,
  manifest: Manifest,
  world: WriteWorld & { readonly context: OperationContext },
): Promise<Written> {
  const payload = writePayloadOf(operation.payload);
  const write = new ChildWrite(payload, manifest, {
    ...world,
    operation,
    target: { type: payload.type, ref: { namespace: operation.namespace, name: operation.name } },
  });
  if (payload.sleepMs !== undefined) {
    await world.clock.sleep(payload.sleepMs, world.context.signal);
    refuseWhenAborted(world.context.signal);
  }
  switch (payload.method) {
    case 'post':
    case 'claim':
      return write.create();
    case 'run':
      return write.run();
    case 'apply':
      return write.unlessForeign(() => write.apply(payload.force));
    case 'replace':
      return write.unlessForeign(() => write.replace());
    default:
      return payload.method satisfies never;
  }
}

interface World extends WriteWorld {
  readonly context: OperationContext;
  readonly operation: Operation;
}

class ChildWrite {
  readonly #payload: WritePayload;
  readonly #manifest: Manifest;
  readonly #target: Target;
  readonly #world: World;

  constructor(
    payload: WritePayload,
    manifest: Manifest,
    world: World & { readonly target: Target },
  ) {
    this.#payload = payload;
    this.#manifest = manifest;
    this.#target = world.target;
    this.#world = world;
  }

  /** Creates it and nothing else, in one request; only when something stands there it is asked whose that is. */
  create(): Promise<Written> {
    return this.#createOr((live) => this.#meet(live));
  }

  /**
   * Creates it to be run now: what ran for a former custom resource of that name has not run for this one.
   *
   * @throws {@link OrkError} `ChildOwned` when it stands there and never was ours: it cannot count as run.
   */
  run(): Promise<Written> {
    return this.#createOr(async (live) => {
      const ownership = this.#ownershipOf(live);
      if (ownership.whose === 'ours') return this.#written(live);
      if (ownership.whose === 'other') throw childOwned(live, ownership.owner);
      if (ownership.whose === 'nobody') throw notAdopted(live);
      const { cluster, context } = this.#world;
      await cluster.delete(this.#target, removalOf(live.metadata.uid), context.signal);
      return this.#bootstrap(await this.#sendNew());
    });
  }

  async apply(
    force: boolean,
    manifest: Manifest = this.#manifest,
    met?: KubeObject,
  ): Promise<Stored> {
    try {
      const { cluster, applied, context } = this.#world;
      const way = { cluster, applied, target: this.#target, takes: force, signal: context.signal };
      const payload =
        met === undefined ? this.#payload : { ...this.#payload, ...sizeOf(manifest, met) };
      const enforced = await enforceChild(enforcementOf(payload, manifest, way), met);
      const became = becameOf(this.#world.operation, enforced);
      const { object, isScaled } = enforced;
      const stored = this.#written(object, isScaled ? asScaled(this.#manifest, object) : undefined);
      return { ...stored, ...(became === undefined ? {} : { became }) };
    } catch (error) {
      if (force || !isOrkError(error, ErrorCode.ApiConflict)) throw error;
      const live = await this.#get();
      if (live === undefined) throw error;
      throw fieldConflict(live, error);
    }
  }

  async replace(): Promise<Written> {
    const { cluster, context } = this.#world;
    const { uid, propagation } = this.#payload;
    const options = removalOf(uid, propagation);
    const answer = await cluster.delete(this.#target, options, context.signal);
    const isLeaving = answer?.metadata?.deletionTimestamp !== undefined;
    return answer !== undefined && isLeaving
      ? { outcome: 'leaving', object: answer }
      : this.create();
  }

  /** What only labels call ours is read once, with those who wrote it, before it is written. */
  async unlessForeign(write: () => Promise<Written>): Promise<Written> {
    const live = this.#payload.isUnproven === true ? await this.#get() : undefined;
    if (live === undefined) return write();
    const ownership = this.#ownershipOf(live);
    return ownership.whose === 'ours' ? write() : foreign(live, ownership);
  }

  async #createOr(meet: (live: KubeObject) => Promise<Written>): Promise<Written> {
    try {
      return await this.#bootstrap(await this.#sendNew());
    } catch (error) {
      // It may be invalid only together with what stands there.
      const mayStand =
        isOrkError(error, ErrorCode.ApiConflict) || isOrkError(error, ErrorCode.ApiInvalid);
      const live = mayStand ? await this.#get() : undefined;
      if (live === undefined) throw error;
      return meet(live);
    }
  }

  #sendNew(): Promise<KubeObject> {
    const { cluster, context } = this.#world;
    const { signal } = context;
    const options = { force: true, fieldManager: Identity.fieldManager, ifAbsent: true, signal };
    return cluster.apply(this.#target, this.#manifest, options);
  }

  /** What becomes of an object that stands there although none of ours was known of. */
  async #meet(live: KubeObject): Promise<Written> {
    const { adopt, method, force } = this.#payload;
    const ownership = this.#ownershipOf(live);
    if (ownership.whose === 'ours') {
      if (method !== 'claim') return { ...this.#written(live), became: WAS_OURS };
      const written = await this.apply(force, this.#manifest, live);
      return { ...written, became: { decision: 'updated', reason: 'was there already' } };
    }
    if (ownership.whose === 'former') return this.#adopt(live, ownership.isAdopted, ownership);
    const isWanted = adopt === 'keep' || adopt === 'delete';
    if (ownership.whose === 'other' || !isWanted) return foreign(live, ownership);
    return this.#adopt(live, adopt === 'keep', ownership);
  }

  /** Takes an object over: by consent of the entry, or since a former custom resource of that name had it. */
  async #adopt(live: KubeObject, isKept: boolean, ownership: Ownership): Promise<Written> {
    const { method, force } = this.#payload;
    const { cluster, context } = this.#world;
    const isFormer = ownership.whose === 'former';
    if (isFormer) await freeOfController(live, this.#target, { cluster, context });
    const whole = takenOver(this.#manifest, live, { owner: context.owner, isKept });
    const manifest = method === 'claim' ? whole : marksOf(whole, context.owner);
    const takes = force || isFormer || method !== 'claim';
    const written = await this.apply(takes, manifest, live);
    const since = live.metadata.creationTimestamp ?? '';
    const reason = isFormer
      ? `made for ${ownership.owner}, taken over again`
      : `was there since ${since}; ${isKept ? 'let go' : 'deleted'} when it is no longer declared`;
    return { ...written, became: { decision: 'adopted', reason } };
  }

  /** A custom object may start with a status; it is written once, right after its creation. */
  async #bootstrap(object: KubeObject): Promise<Written> {
    const { status } = this.#payload;
    if (status === undefined || object['status'] !== undefined) return this.#written(object);
    const { cluster, context } = this.#world;
    const options = { type: 'merge', subresource: 'status', signal: context.signal } as const;
    return this.#written(await cluster.patch(this.#target, { status }, options));
  }

  #ownershipOf(live: KubeObject): Ownership {
    return ownershipOf(live, this.#world.context.owner, 'fresh');
  }

  #written(object: KubeObject, manifest: Manifest = this.#manifest): Stored {
    return { outcome: 'written', object, manifest };
  }

  #get(): Promise<KubeObject | undefined> {
    return this.#world.cluster.get(this.#target, this.#world.context.signal);
  }
}

const WAS_OURS: Became = { decision: 'unchanged', reason: 'was there already' };

function foreign(live: KubeObject, ownership: Ownership): Written {
  return { outcome: 'foreign', reason: foreignReason(live, ownership) };
}
