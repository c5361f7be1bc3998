import {
  type Clock,
  type Cluster,
  type DeleteOptions,
  ErrorCode,
  Identity,
  isOrkError,
  type KubeObject,
  type Operation,
  type OperationContext,
  type OrkError,
  type Target,
} from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { belongingOf } from '../plan/ownership.ts';
import { type WritePayload, writePayloadOf } from '../plan/payload.ts';
import { childOwned, fieldConflict, notAdopted } from './conflict-errors.ts';
import { refuseWhenAborted } from './refuse-when-aborted.ts';

/** What became of a write. */
export type Written =
  | { readonly outcome: 'written'; readonly object: KubeObject; readonly manifest: Manifest }
  /** Something that is not ours stands there, and the entry only wants it to exist. */
  | { readonly outcome: 'left-alone' }
  /** It is made anew, and the one before waits for its finalizers or dependents. */
  | { readonly outcome: 'leaving'; readonly object: KubeObject };

export interface WriteWorld {
  readonly cluster: Cluster;
  readonly clock: Clock;
}

/**
 * Creates or applies one child.
 *
 * @throws {@link OrkError} `ChildOwned`, `FieldConflict`, or what the API server says.
 */
export async function writeChild(
  operation: Operation,
  manifest: Manifest,
  world: WriteWorld & { readonly context: OperationContext },
): Promise<Written> {
  const payload = writePayloadOf(operation.payload);
  const write = new ChildWrite(payload, manifest, {
    ...world,
    target: { type: payload.type, ref: { namespace: operation.namespace, name: operation.name } },
  });
  if (payload.sleepMs !== undefined) {
    await world.clock.sleep(payload.sleepMs, world.context.signal);
    refuseWhenAborted(world.context.signal);
  }
  switch (payload.method) {
    case 'post':
      return write.post();
    case 'run':
      return write.run();
    case 'claim':
      return write.claim();
    case 'apply':
      return write.apply(payload.force);
    case 'replace':
      return write.replace();
    default:
      return payload.method satisfies never;
  }
}

class ChildWrite {
  readonly #payload: WritePayload;
  readonly #manifest: Manifest;
  readonly #target: Target;
  readonly #world: WriteWorld & { readonly context: OperationContext };

  constructor(
    payload: WritePayload,
    manifest: Manifest,
    world: WriteWorld & { readonly context: OperationContext; readonly target: Target },
  ) {
    this.#payload = payload;
    this.#manifest = manifest;
    this.#target = world.target;
    this.#world = world;
  }

  /** Creates it unless something is there: the one way to say "only if absent" in a single request. */
  async post(): Promise<Written> {
    return this.#createOr((live) => this.#standing(live));
  }

  /** Creates it, or says what becomes of the one that stands there already. */
  async #createOr(standing: (live: KubeObject) => Written | Promise<Written>): Promise<Written> {
    try {
      return await this.#create();
    } catch (error) {
      if (!isOrkError(error, ErrorCode.ApiAlreadyExists)) throw error;
      const live = await this.#get();
      if (live === undefined) throw error;
      return standing(live);
    }
  }

  /** What stands there already is left alone, unless it is another owner's. */
  #standing(live: KubeObject): Written {
    const belonging = belongingOf(live, this.#world.context.owner);
    if (belonging.to === 'other') throw childOwned(live, belonging.owner);
    return belonging.to === 'us' ? this.#written(live) : { outcome: 'left-alone' };
  }

  /**
   * Creates it to be run now: what ran for a former custom resource of that name has not run for this one.
   *
   * @throws {@link OrkError} `ChildOwned` when it stands there and never was ours: it cannot count as run.
   */
  run(): Promise<Written> {
    return this.#createOr((live) => this.#ofFormerRun(live));
  }

  async #ofFormerRun(live: KubeObject): Promise<Written> {
    const belonging = belongingOf(live, this.#world.context.owner);
    if (belonging.to === 'us') return this.#written(live);
    if (belonging.to === 'other') throw childOwned(live, belonging.owner);
    if (belonging.isLeftOver !== true) throw notAdopted(live);
    return this.#inPlaceOf(live.metadata.uid);
  }

  /** First apply: takes nothing by force before it is known whose the object is. */
  async claim(): Promise<Written> {
    // Without an owner reference the API server would not notice a second owner, so it is asked first.
    const known = this.#payload.isReferenced ? undefined : await this.#get();
    if (known !== undefined) return this.#takeOver(known, undefined);
    try {
      return await this.#bootstrap(await this.#send(false));
    } catch (error) {
      const isRefused =
        isOrkError(error, ErrorCode.ApiConflict) || isOrkError(error, ErrorCode.ApiInvalid);
      const live = isRefused ? await this.#get() : undefined;
      if (live === undefined) throw error;
      return this.#takeOver(live, error as OrkError);
    }
  }

  async apply(force: boolean): Promise<Written> {
    try {
      return this.#written(await this.#send(force));
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
    return answer !== undefined && isLeaving ? { outcome: 'leaving', object: answer } : this.post();
  }

  async #inPlaceOf(uid: string | undefined): Promise<Written> {
    const { cluster, context } = this.#world;
    await cluster.delete(this.#target, removalOf(uid), context.signal);
    return this.#create();
  }

  async #create(): Promise<Written> {
    const { cluster, context } = this.#world;
    return this.#bootstrap(
      await cluster.create(this.#payload.type, this.#manifest, context.signal),
    );
  }

  async #takeOver(live: KubeObject, refusal: OrkError | undefined): Promise<Written> {
    const { force, isReferenced } = this.#payload;
    const belonging = belongingOf(live, this.#world.context.owner);
    if (belonging.to === 'other') throw childOwned(live, belonging.owner);
    if (belonging.to === 'us') return this.apply(force);
    if (!isReferenced) throw notAdopted(live);
    if (!isOrkError(refusal, ErrorCode.ApiConflict)) throw refusal ?? notAdopted(live);
    if (!force) throw fieldConflict(live, refusal);
    return this.apply(true);
  }

  /** A custom object may start with a status; it is written once, right after its creation. */
  async #bootstrap(object: KubeObject): Promise<Written> {
    const { status } = this.#payload;
    if (status === undefined || object['status'] !== undefined) return this.#written(object);
    const { cluster, context } = this.#world;
    const options = { type: 'merge', subresource: 'status', signal: context.signal } as const;
    return this.#written(await cluster.patch(this.#target, { status }, options));
  }

  #written(object: KubeObject): Written {
    return { outcome: 'written', object, manifest: this.#manifest };
  }

  #get(): Promise<KubeObject | undefined> {
    return this.#world.cluster.get(this.#target, this.#world.context.signal);
  }

  #send(force: boolean): Promise<KubeObject> {
    const { cluster, context } = this.#world;
    const options = { force, fieldManager: Identity.fieldManager, signal: context.signal };
    return cluster.apply(this.#target, this.#manifest, options);
  }
}

/** Only the object that was seen goes. */
function removalOf(
  uid: string | undefined,
  propagation: DeleteOptions['propagation'] & string = 'Background',
): DeleteOptions {
  return { propagation, ...(uid === undefined ? {} : { uid }) };
}
