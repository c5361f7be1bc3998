import {
  type Clock,
  type Cluster,
  gvkOf,
  type InformerSet,
  type KubeObject,
  keyOf,
  type Operation,
  type OperationContext,
  type OperationResult,
  type ResourceType,
  refOf,
} from '../../../core/index.ts';
import type { CopySources } from '../follow/copy-sources.ts';
import type { CrdFollowing } from '../follow/crd-following.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { AppliedMemory } from '../plan/applied-memory.ts';
import { withNewCertificate } from '../plan/certificates.ts';
import { withCopied } from '../plan/copied-data.ts';
import { childId } from '../plan/desired-child.ts';
import type { RefusedField } from '../plan/fixed-differences.ts';
import { deletePayloadOf, writePayloadOf } from '../plan/payload.ts';
import { STRANGER_MS } from '../plan/planner-state.ts';
import type { RefusedMemory } from '../plan/refused-memory.ts';
import { LEAVING } from '../plan/standing.ts';
import { ChildClaims } from './child-claims.ts';
import { deleteChild } from './delete-child.ts';
import { outcomeOf } from './outcome-of.ts';
import { refuseWhenAborted } from './refuse-when-aborted.ts';
import { writeAroundFixed } from './write-around-fixed.ts';
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
  readonly refused: RefusedMemory;
  readonly replacing: Map<string, string>;
  readonly strangers: Map<string, number>;
  readonly sources: CopySources;
  readonly followingOf: (crd: string) => CrdFollowing | undefined;
}

/** Carries out operations and shows their outcome in the caches at once. */
export class ChildActions {
  readonly #options: ChildActionsOptions;
  readonly #claims = new ChildClaims();

  constructor(options: ChildActionsOptions) {
    this.#options = options;
  }

  /** Hears that a child is gone, whoever deleted it. */
  gone(object: KubeObject): void {
    const { uid, namespace = '', name } = object.metadata;
    if (uid !== undefined) {
      this.#options.applied.forget(uid);
      this.#options.refused.forget(uid);
    }
    this.#claims.gone(childId(gvkOf(object), namespace, name));
  }

  async apply(operation: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    const { method } = writePayloadOf(operation.payload);
    if (method === 'apply') return this.#write(operation, context);
    const { crd } = context.owner;
    const release = this.#claims.take(operation, context.owner, this.#options.followingOf(crd));
    try {
      return await this.#write(operation, context);
    } finally {
      release();
    }
  }

  async #write(operation: Operation, context: OperationContext): Promise<OperationResult> {
    const { type, method, uid } = writePayloadOf(operation.payload);
    const manifest = await this.#completed(operation, context);
    const world = { ...this.#options, context };
    let written: Written;
    let refused: readonly RefusedField[] = [];
    try {
      written = await writeChild(operation, manifest, world);
    } catch (error) {
      ({ written, refused } = await writeAroundFixed(operation, manifest, { error, world }));
    }
    if (written.outcome === 'left-alone') {
      this.#noteStranger(operation.id);
      return DONE;
    }
    const { informers, applied, replacing } = this.#options;
    if (written.outcome === 'leaving') {
      informers.overlay(written.object, type);
      replacing.set(operation.id, operation.reason);
      return { outcome: 'pending', afterMs: LEAVING_MS, message: LEAVING.reason };
    }
    replacing.delete(operation.id);
    if (method === 'replace') informers.overlayDeleted(type, refOf(written.object), uid);
    informers.overlay(written.object, type);
    const differences = applied.note(written.manifest, written.object, isBuiltIn(type));
    return outcomeOf(operation, { manifest, object: written.object, differences, refused });
  }

  async delete(operation: Operation, context: OperationContext): Promise<OperationResult> {
    refuseWhenAborted(context.signal);
    const { informers, applied, cluster } = this.#options;
    const { type, uid, isAwaited } = deletePayloadOf(operation.payload);
    const { namespace, name } = operation;
    const deleted = await deleteChild(operation, cluster, context.signal);
    applied.forget(uid);
    if (deleted.outcome === 'gone') {
      informers.overlayDeleted(type, { namespace, name }, uid);
      return DONE;
    }
    informers.overlay(deleted.object, type);
    if (!isAwaited) return DONE;
    return { outcome: 'pending', afterMs: LEAVING_MS, message: `waiting for ${name} to be gone` };
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

  #noteStranger(id: string): void {
    const { strangers, clock } = this.#options;
    const nowMs = clock.nowMs();
    for (const [known, atMs] of strangers) if (nowMs - atMs >= STRANGER_MS) strangers.delete(known);
    strangers.set(id, nowMs);
  }
}

function isBuiltIn(type: ResourceType): boolean {
  return builtInKindOf(type) !== undefined;
}
