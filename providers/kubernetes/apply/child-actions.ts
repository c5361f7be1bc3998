import {
  type Clock,
  type Cluster,
  getPath,
  gvkOf,
  type InformerSet,
  type KubeObject,
  keyOf,
  type Operation,
  type OperationContext,
  type OperationResult,
  refOf,
} from '../../../core/index.ts';
import type { CopySources } from '../follow/copy-sources.ts';
import type { CrdFollowing } from '../follow/crd-following.ts';
import type { Manifest } from '../kinds/kind.ts';
import { isOfKubernetes } from '../kinds/kubernetes-groups.ts';
import type { AppliedMemory } from '../plan/applied-memory.ts';
import { withNewCertificate } from '../plan/certificates.ts';
import { withCopied } from '../plan/copied-data.ts';
import { childId } from '../plan/desired-child.ts';
import type { RefusedField } from '../plan/fixed-differences.ts';
import type { ForeignMemory } from '../plan/foreign-memory.ts';
import { deletePayloadOf, writePayloadOf } from '../plan/payload.ts';
import type { Scaling } from '../plan/planner-state.ts';
import type { RefusedMemory } from '../plan/refused-memory.ts';
import { REPLICAS } from '../plan/scaled-by.ts';
import type { SoughtMemory } from '../plan/sought-memory.ts';
import { LEAVING, standingOfScaled } from '../plan/standing.ts';
import { isMerged } from '../plan/whole-fields.ts';
import { ScaledMeanwhile } from './apply-scaled.ts';
import { ChildClaims } from './child-claims.ts';
import { childOwned } from './conflict-errors.ts';
import { deleteChild } from './delete-child.ts';
import { outcomeOf } from './outcome-of.ts';
import { refuseWhenAborted } from './refuse-when-aborted.ts';
import { rehearsed } from './rehearsed.ts';
import { releaseChild } from './release-child.ts';
import { scalerOf } from './scaler-of.ts';
import { writeAroundFixed } from './write-around-fixed.ts';
import { WriteBackoff } from './write-backoff.ts';
import { type Written, writeChild } from './write-child.ts';

/** How soon something that is on its way out is looked at again, in milliseconds. */
const LEAVING_MS = 3_000;

const DONE: OperationResult = { outcome: 'done' };

/** Options of {@link ChildActions}. */
export interface ChildActionsOptions {
  readonly cluster: Cluster;
  readonly informers: InformerSet;
  readonly clock: Clock;
  readonly applied: AppliedMemory;
  /** Who scaled objects, by uid. */
  readonly scalers: Map<string, Scaling>;
  readonly refused: RefusedMemory;
  readonly replacing: Map<string, string>;
  readonly foreign: ForeignMemory;
  readonly sought: Pick<SoughtMemory, 'note'>;
  readonly sources: CopySources;
  /** `true`: the cluster stores nothing, and what would come of operations is told. */
  readonly isRehearsal?: boolean;
  readonly followingOf: (crd: string) => CrdFollowing | undefined;
}

/** Carries out operations and shows their outcome in the caches at once. */
export class ChildActions {
  readonly #options: ChildActionsOptions;
  readonly #claims = new ChildClaims();
  readonly #backoff: WriteBackoff;

  constructor(options: ChildActionsOptions) {
    this.#options = options;
    this.#backoff = new WriteBackoff(options.clock);
  }

  /** Hears that a child is gone, whoever deleted it. */
  gone(object: KubeObject): void {
    const { uid, namespace = '', name } = object.metadata;
    if (uid !== undefined) {
      this.#options.applied.forget(uid);
      this.#options.refused.forget(uid);
      this.#options.scalers.delete(uid);
    }
    const id = childId(gvkOf(object), namespace, name);
    this.#options.foreign.forget(id);
    this.#backoff.forget(id);
    this.#claims.gone(id);
  }

  async apply(operation: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    // Whoever only asks is answered each time.
    if (this.#options.isRehearsal === true) return this.#apply(operation, context);
    return this.#backoff.send(operation, () => this.#apply(operation, context));
  }

  async #apply(operation: Operation, context: OperationContext): Promise<OperationResult> {
    const told = await this.#rehearsed(operation, context);
    if (told !== undefined) return told;
    if (operation.verb === 'release') return this.#release(operation, context);
    const { method } = writePayloadOf(operation.payload);
    if (method === 'apply') return this.#write(operation, context);
    const { owner } = context;
    const claim = this.#claims.take(operation, owner, this.#options.followingOf(owner.crd));
    if ('reason' in claim) {
      if (method === 'run') throw childOwned(claim.object, claim.owner);
      return this.#foreign(operation, context, claim.reason);
    }
    try {
      return await this.#write(operation, context);
    } finally {
      claim.release();
    }
  }

  async #write(operation: Operation, context: OperationContext): Promise<OperationResult> {
    const { type, method, uid, mayBeScaled } = writePayloadOf(operation.payload);
    const scaled = mayBeScaled === true ? await this.#scaled(operation, context) : undefined;
    if (scaled !== undefined) return scaled;
    const manifest = await this.#completed(operation, context);
    const world = { ...this.#options, context };
    let written: Written;
    let refused: readonly RefusedField[] = [];
    try {
      written = await writeChild(operation, manifest, world);
    } catch (error) {
      if (error instanceof ScaledMeanwhile) {
        // Planned again with the number that is stored now.
        this.#options.informers.overlay(error.live, type);
        return { outcome: 'pending', afterMs: 0, message: error.message };
      }
      ({ written, refused } = await writeAroundFixed(operation, manifest, { error, world }));
    }
    if (written.outcome === 'foreign') return this.#foreign(operation, context, written.reason);
    const { informers, applied, replacing } = this.#options;
    if (written.outcome === 'leaving') {
      informers.overlay(written.object, type);
      replacing.set(operation.id, operation.reason);
      return { outcome: 'pending', afterMs: LEAVING_MS, message: LEAVING.reason };
    }
    replacing.delete(operation.id);
    if (method === 'replace') informers.overlayDeleted(type, refOf(written.object), uid);
    informers.overlay(written.object, type);
    const merges = isMerged(written.manifest, writePayloadOf(operation.payload));
    const how = { isBuiltIn: isOfKubernetes(type), merges };
    const differences = applied.note(written.manifest, written.object, how);
    const outcome = outcomeOf(operation, {
      manifest,
      object: written.object,
      differences,
      refused,
    });
    const { became } = written;
    // That it was taken over is the news, unless not all of it could be.
    const isTold = outcome.outcome === 'done' && outcome.became?.decision !== 'immutable';
    return became !== undefined && isTold ? { ...outcome, became, isFinal: false } : outcome;
  }

  async delete(operation: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    return this.#backoff.send(operation, () => this.#delete(operation, context));
  }

  async #rehearsed(
    operation: Operation,
    context: OperationContext,
  ): Promise<OperationResult | undefined> {
    const { cluster, isRehearsal } = this.#options;
    return isRehearsal === true ? rehearsed(operation, cluster, context) : undefined;
  }

  async #delete(operation: Operation, context: OperationContext): Promise<OperationResult> {
    const told = await this.#rehearsed(operation, context);
    if (told !== undefined) return told;
    const { informers, applied, cluster, sought } = this.#options;
    sought.note(context.owner.object.metadata.uid, operation.id);
    const { type, uid, isAwaited } = deletePayloadOf(operation.payload);
    const { namespace, name } = operation;
    const deleted = await deleteChild(operation, cluster, context);
    if (deleted.outcome === 'foreign') return this.#foreign(operation, context, deleted.reason);
    // What no cache shows wakes nobody when it goes, and would never leave a cache it was put into.
    if (uid === undefined)
      return { outcome: 'pending', afterMs: 0, message: `${name} was looked for` };
    applied.forget(uid);
    if (deleted.outcome === 'gone') {
      informers.overlayDeleted(type, { namespace, name }, uid);
      return DONE;
    }
    informers.overlay(deleted.object, type);
    if (!isAwaited) return DONE;
    return { outcome: 'pending', afterMs: LEAVING_MS, message: `waiting for ${name} to be gone` };
  }

  /** Whose the number of replicas is, before it is set back: what an autoscaler has set is left to it. */
  async #scaled(
    operation: Operation,
    { signal }: OperationContext,
  ): Promise<OperationResult | undefined> {
    const { type } = writePayloadOf(operation.payload);
    const { namespace, name, changes = [] } = operation;
    const live = await this.#options.cluster.get({ type, ref: { namespace, name } }, signal);
    const scaler = live === undefined ? undefined : scalerOf(live);
    if (live === undefined || scaler === undefined) return undefined;
    const replicas = getPath(live, REPLICAS.split('.'));
    this.#options.scalers.set(live.metadata.uid ?? '', { manager: scaler, replicas });
    const standing = standingOfScaled(replicas, scaler, changes);
    // What else differs is planned again, without the replicas.
    if (changes.some(({ path }) => path !== REPLICAS))
      return { outcome: 'pending', afterMs: 0, message: standing.reason };
    return { outcome: 'done', became: standing, isUntouched: true };
  }

  /** The manifest with what is not part of a plan: copied data, or a new certificate. */
  async #completed(operation: Operation, context: OperationContext): Promise<Manifest> {
    const { manifest, copyFrom, certificate } = writePayloadOf(operation.payload);
    if (certificate !== undefined) {
      return withNewCertificate(manifest, certificate, this.#options.clock.nowMs());
    }
    if (copyFrom === undefined) return manifest;
    const { crd, object } = context.owner;
    const { uid = '' } = object.metadata;
    const key = keyOf(refOf(object));
    const changed = (): void => this.#options.followingOf(crd)?.changed({ uid, key });
    const source = await this.#options.sources.fetch(copyFrom, { uid, changed }, context.signal);
    return withCopied(manifest, source);
  }

  async #release(operation: Operation, context: OperationContext): Promise<OperationResult> {
    const { informers, applied, cluster, sought } = this.#options;
    sought.note(context.owner.object.metadata.uid, operation.id);
    const { type, uid = '' } = deletePayloadOf(operation.payload);
    const { namespace, name } = operation;
    await releaseChild(operation, cluster, context);
    applied.forget(uid);
    informers.overlayDeleted(type, { namespace, name }, uid);
    return DONE;
  }

  /** Nothing was written: the record says whose it is, and for a while nobody asks again. */
  #foreign(operation: Operation, { owner }: OperationContext, reason: string): OperationResult {
    const { foreign, clock } = this.#options;
    const { id } = operation;
    const { adopt } = writePayloadOf(operation.payload);
    foreign.note({ owner, id, adopt }, reason, clock.nowMs());
    const isLeaving = owner.object.metadata.deletionTimestamp !== undefined;
    // What is somebody else's does not hold a deletion up: planned again, it is left out.
    if (operation.verb === 'delete' && isLeaving) {
      return { outcome: 'pending', afterMs: 0, message: reason };
    }
    return { outcome: 'done', became: { decision: 'foreign', reason } };
  }
}
