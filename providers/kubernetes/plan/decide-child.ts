import { Identity, type Operation } from '../../../core/index.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { heldCertificate, renewalAtMs, withData } from './certificates.ts';
import { filled, nameOfSource } from './copied-data.ts';
import type { CopySource, DesiredChild } from './desired-child.ts';
import { differencesOf } from './differences.ts';
import { keepImmutable } from './immutable-fields.ts';
import { changesOf, writeOperation } from './operations.ts';
import type { WritePayload } from './payload.ts';
import { missingSource } from './plan-errors.ts';
import { type PlannerState, STRANGER_MS } from './planner-state.ts';

/** What a child needs. */
export type ChildDecision =
  | { readonly kind: 'unchanged'; readonly requeueAfterMs?: number }
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
  // On its way out: it is made anew when it is gone, which is an event of its own.
  if (live.object.metadata.deletionTimestamp !== undefined) return { kind: 'unchanged' };
  if (child.certificate !== undefined) return decideCertificate(child, live, world);
  if (child.mode === 'once') return decideRotation(child, live, world.nowMs);
  if (child.mode === 'ensure' || child.createOnce) return { kind: 'unchanged' };
  return decideDrift(child, live, world);
}

/** A Job of `onDelete` that this custom resource has not started yet (katalog-language §13.1). */
export function runOperation(child: DesiredChild): Operation {
  return writeOperation(child, 'create', { reason: 'absent', payload: payloadOf(child, 'run') });
}

function decideAbsent(child: DesiredChild, world: DecisionWorld): ChildDecision {
  const { state, nowMs } = world;
  const isPosted = child.mode !== 'apply' || child.createOnce;
  const seenAtMs = isPosted ? state.strangers.get(child.id) : undefined;
  if (seenAtMs !== undefined && nowMs - seenAtMs < STRANGER_MS) {
    return { kind: 'unchanged', requeueAfterMs: STRANGER_MS - (nowMs - seenAtMs) };
  }
  if (isSourceMissing(child, world)) return failsFor(child);
  const payload = payloadOf(child, isPosted ? 'post' : 'claim');
  return {
    kind: 'operation',
    operation: writeOperation(child, 'create', { reason: 'absent', payload }),
  };
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
function decideRotation(child: DesiredChild, live: ObservedChild, nowMs: number): ChildDecision {
  if (child.rotationMs === undefined) return { kind: 'unchanged' };
  const { annotations, creationTimestamp = '', uid } = live.object.metadata;
  const bornAtMs = Date.parse(annotations?.[Identity.generatedAtAnnotation] ?? creationTimestamp);
  const leftMs = (Number.isNaN(bornAtMs) ? 0 : bornAtMs) + child.rotationMs - nowMs;
  if (leftMs > 0) return { kind: 'unchanged', requeueAfterMs: leftMs };
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
  if (requeueAfterMs <= 0) return reissue(child, live, 'certificate nears its end');
  if (mode !== 'apply') return { kind: 'unchanged', requeueAfterMs };
  const held = heldCertificate(live.object);
  if (held === undefined) return reissue(child, live, 'certificate is not complete');
  const { certificateAnnotation } = Identity;
  const wished = manifest.metadata.annotations?.[certificateAnnotation];
  if (live.object.metadata.annotations?.[certificateAnnotation] !== wished) {
    return reissue(child, live, 'tls differs');
  }
  const { certificate: _, ...settled } = child;
  const kept = { ...settled, manifest: withData(manifest, held) };
  const decision = decideDrift(kept, live, world);
  return decision.kind === 'unchanged' ? { kind: 'unchanged', requeueAfterMs } : decision;
}

/** In place, so that who mounts it finds one at any time; what we created ourselves is ours to change. */
function reissue(child: DesiredChild, live: ObservedChild, reason: string): ChildDecision {
  const { metadata } = child.manifest;
  const manifest = { ...keepImmutable(child.manifest, live.object), metadata };
  const force = child.force || child.mode !== 'apply';
  const payload = { ...payloadOf(child, 'apply'), manifest, force };
  return { kind: 'operation', operation: writeOperation(child, 'update', { reason, payload }) };
}

/** Quiet apply (design §5): equal hash and nothing declared that the live object does not hold. */
function decideDrift(
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
  if (child === undefined) {
    const rest = { reason: 'its source has not been read', payload: payloadOf(declared, 'apply') };
    return { kind: 'operation', operation: writeOperation(declared, 'update', rest) };
  }
  const manifest = keepImmutable(child.manifest, live.object);
  const hash = child.manifest.metadata.annotations?.[Identity.hashAnnotation] ?? '';
  const accepted = state.applied.accepted(live.object.metadata.uid ?? '', hash);
  const differences = differencesOf(manifest, live.object, {
    isBuiltIn: builtInKindOf(child.type) !== undefined,
    ...(accepted === undefined ? {} : { accepted }),
  });
  if (differences.length === 0) return { kind: 'unchanged' };
  const told = differences.filter(({ path }) => path !== HASH_PATH);
  const [first] = told;
  const reason = first === undefined ? 'fields are no longer declared' : `${first.path} differs`;
  const payload = { ...payloadOf(child, 'apply'), manifest };
  const changes = changesOf(child, told);
  return {
    kind: 'operation',
    operation: writeOperation(child, 'update', { reason, payload, changes }),
  };
}

/** The hash is part of what is declared, so a declaration that lost a field differs there and nowhere else. */
const HASH_PATH = `metadata.annotations.${Identity.hashAnnotation}`;

function payloadOf(child: DesiredChild, method: WritePayload['method']): WritePayload {
  const { type, manifest, force, isReferenced, sleepMs, status, copyFrom, certificate } = child;
  return {
    type,
    manifest,
    method,
    force,
    isReferenced,
    ...(sleepMs === undefined ? {} : { sleepMs }),
    ...(status === undefined ? {} : { status }),
    ...(copyFrom === undefined ? {} : { copyFrom }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}
