import { Identity, type Operation, type UnchangedResource } from '../../../core/index.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { heldCertificate, renewalAtMs, withData } from './certificates.ts';
import { compareChild } from './compare-child.ts';
import { filled, nameOfSource } from './copied-data.ts';
import { decideDrift, decideKept } from './decide-drift.ts';
import type { CopySource, DesiredChild } from './desired-child.ts';
import { withStored } from './fixed-differences.ts';
import { payloadOf, writeOperation } from './operations.ts';
import { missingSource } from './plan-errors.ts';
import type { PlannerState } from './planner-state.ts';
import { LEAVING } from './standing.ts';

/** What a child needs. */
export type ChildDecision =
  | ({ readonly kind: 'unchanged'; readonly requeueAfterMs?: number } & Pick<
      UnchangedResource,
      'standing' | 'stored'
    >)
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'failure'; readonly error: Error };

/** What decisions are made from, besides the child. */
export interface DecisionWorld {
  readonly state: PlannerState;
  readonly nowMs: number;
  /** The source of a copy is made in the same plan, before the copy. */
  readonly isSourceComing?: (source: CopySource) => boolean;
}

/** Compares what a block asks for with what is there. */
export function decideChild(
  child: DesiredChild,
  live: ObservedChild | undefined,
  world: DecisionWorld,
): ChildDecision {
  if (live === undefined) return decideAbsent(child, world);
  if (live.object.metadata.deletionTimestamp !== undefined)
    return { kind: 'unchanged', standing: LEAVING };
  if (child.certificate !== undefined) return decideCertificate(child, live, world);
  if (child.mode === 'once') return decideRotation(child, live, world);
  if (child.mode === 'ensure' || child.createOnce) return decideKept(child, live, world.state);
  return decideDeclared(child, live, world);
}

/** A Job of `onDelete` that this custom resource has not started yet (katalog-language §13.1). */
export function runOperation(child: DesiredChild): Operation {
  return writeOperation(child, 'create', { reason: 'absent', payload: payloadOf(child, 'run') });
}

function decideAbsent(child: DesiredChild, world: DecisionWorld): ChildDecision {
  const isPosted = child.mode !== 'apply' || child.createOnce;
  if (isSourceMissing(child, world)) return failsFor(child);
  const payload = payloadOf(child, isPosted ? 'post' : 'claim');
  const replaced = world.state.replacing.get(child.id);
  const operation =
    replaced === undefined
      ? writeOperation(child, 'create', { reason: 'absent', payload })
      : writeOperation(child, 'replace', { reason: replaced, payload });
  return { kind: 'operation', operation };
}

function isSourceMissing(
  child: DesiredChild,
  { state, isSourceComing = () => false }: DecisionWorld,
): boolean {
  const { copyFrom } = child;
  if (copyFrom === undefined || isSourceComing(copyFrom)) return false;
  return filled(child, state.copied) === 'missing';
}

function failsFor({ copyFrom }: DesiredChild): ChildDecision {
  const name = copyFrom === undefined ? '' : nameOfSource(copyFrom);
  return { kind: 'failure', error: missingSource(name) };
}

/** A Secret of mode `once` stays as it is until its time has come (katalog-language §7.7). */
function decideRotation(
  child: DesiredChild,
  live: ObservedChild,
  { nowMs, state }: DecisionWorld,
): ChildDecision {
  if (child.rotationMs === undefined) return decideKept(child, live, state);
  const { annotations, creationTimestamp = '', uid } = live.object.metadata;
  const bornAtMs = Date.parse(annotations?.[Identity.generatedAtAnnotation] ?? creationTimestamp);
  const leftMs = (Number.isNaN(bornAtMs) ? 0 : bornAtMs) + child.rotationMs - nowMs;
  if (leftMs > 0) return later(decideKept(child, live, state), leftMs);
  const payload = { ...payloadOf(child, 'replace'), ...(uid === undefined ? {} : { uid }) };
  const reason = 'older than rotateAfter';
  return { kind: 'operation', operation: writeOperation(child, 'replace', { reason, payload }) };
}

/**
 * A generated certificate stays as it is until it nears its end or, where it is enforced, until it is to be for somebody
 * else or is no longer complete.
 */
function decideCertificate(
  child: DesiredChild,
  live: ObservedChild,
  world: DecisionWorld,
): ChildDecision {
  const { certificate, rotationMs, mode, manifest } = child;
  const requeueAfterMs =
    renewalAtMs(live.object, certificate?.validForMs ?? 0, rotationMs) - world.nowMs;
  if (requeueAfterMs <= 0) return reissue(child, live, world, 'certificate nears its end');
  const held = heldCertificate(live.object);
  if (mode !== 'apply') {
    const whole = held === undefined ? child : { ...child, manifest: withData(manifest, held) };
    return later(decideKept(whole, live, world.state), requeueAfterMs);
  }
  if (held === undefined) return reissue(child, live, world, 'certificate is not complete');
  const { certificateAnnotation } = Identity;
  const wished = manifest.metadata.annotations?.[certificateAnnotation];
  if (live.object.metadata.annotations?.[certificateAnnotation] !== wished) {
    return reissue(child, live, world, 'tls differs');
  }
  const { certificate: _, ...settled } = child;
  const kept = { ...settled, manifest: withData(manifest, held) };
  return later(decideDeclared(kept, live, world), requeueAfterMs);
}

/** What needs nothing now is looked at again in time. */
function later(decision: ChildDecision, requeueAfterMs: number): ChildDecision {
  return decision.kind === 'unchanged' ? { ...decision, requeueAfterMs } : decision;
}

/** In place, so that who mounts it finds one at any time; what we created ourselves is ours to change. */
function reissue(
  child: DesiredChild,
  live: ObservedChild,
  { state }: DecisionWorld,
  reason: string,
): ChildDecision {
  const { fixed } = compareChild(child, live, state);
  const manifest = withStored(child.manifest, live.object, fixed);
  const force = child.force || child.mode !== 'apply';
  const payload = { ...payloadOf(child, 'apply'), manifest, force };
  return { kind: 'operation', operation: writeOperation(child, 'update', { reason, payload }) };
}

/** With the data of its source where it is a copy. */
function decideDeclared(
  declared: DesiredChild,
  live: ObservedChild,
  world: DecisionWorld,
): ChildDecision {
  const { state } = world;
  const child = filled(declared, state.copied);
  if (child === 'missing') {
    // Once its source is there again, that is an event, and the copy follows.
    return isSourceMissing(declared, world) ? failsFor(declared) : { kind: 'unchanged' };
  }
  if (child !== undefined) return decideDrift(child, live, state);
  const rest = { reason: 'its source has not been read', payload: payloadOf(declared, 'apply') };
  return { kind: 'operation', operation: writeOperation(declared, 'update', rest) };
}
