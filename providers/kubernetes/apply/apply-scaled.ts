import {
  type Cluster,
  ErrorCode,
  getPath,
  Identity,
  isOrkError,
  type KubeObject,
  type Target,
  withPath,
} from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { SeenSize } from '../plan/payload.ts';
import { REPLICAS } from '../plan/scaled-by.ts';
import { managersOf } from './managed-fields.ts';
import { ownsReplicas, scalerOf } from './scaler-of.ts';

/** Most tries to write an object that others change at the same time. */
const MOST_TRIES = 5;

const PATH = REPLICAS.split('.');

/** An apply to an object that others may be scaling. */
export interface ScaledApply {
  readonly cluster: Cluster;
  readonly target: Target;
  readonly manifest: Manifest;
  /** Fields of others become ours. */
  readonly takes: boolean;
  /** The number of replicas that was compared. */
  readonly size?: SeenSize;
  readonly signal: AbortSignal;
}

/** An object as it is stored after an apply. */
export interface Applied {
  readonly object: KubeObject;
  /** `true`: its number of replicas was left to whoever scales it. */
  readonly isScaled: boolean;
}

/** Somebody has scaled the object since it was compared: nothing was written, and it is to be compared anew. */
export class ScaledMeanwhile extends Error {
  readonly live: KubeObject;

  constructor(live: KubeObject) {
    super(`was scaled to ${String(getPath(live, PATH))} replicas meanwhile`);
    this.name = 'ScaledMeanwhile';
    this.live = live;
  }
}

/**
 * Applies an object without setting back what somebody scales at the same moment.
 *
 * @remarks What an autoscaler owns is left out: server-side apply then leaves it alone and we own it no more. What nobody but
 * us owns would be reset to 1 when it is left out, so it is sent as it is stored; that, and any number that no autoscaler is
 * known to have set, is written to the version that was looked at only.
 * @param base - the object as it was last answered, with its managers
 * @throws {@link ScaledMeanwhile} when the number is no longer the one that was compared
 */
export async function applyScaled(enforcement: ScaledApply, base?: KubeObject): Promise<Applied> {
  const { size, manifest, cluster, target, takes, signal } = enforcement;
  // Whoever takes nothing from others is refused where somebody has scaled.
  if (size === undefined || (size.scaler === undefined && !takes))
    return { object: await send(enforcement, manifest), isScaled: false };
  let live = base;
  if (live === undefined && size.scaler !== undefined) live = await cluster.get(target, signal);
  for (let tries = 1; ; tries += 1) {
    const scaler = size.scaler ?? (live === undefined ? undefined : scalerOf(live));
    const isOther = live !== undefined && getPath(live, PATH) !== size.replicas;
    if (live !== undefined && scaler === undefined && isOther) throw new ScaledMeanwhile(live);
    const isLeft = scaler !== undefined && live !== undefined && isOfOthers(live);
    const body =
      scaler === undefined || live === undefined
        ? manifest
        : withReplicas(manifest, isLeft ? undefined : getPath(live, PATH));
    const version = isLeft ? undefined : (live?.metadata.resourceVersion ?? size.resourceVersion);
    try {
      const object = await send(enforcement, body, version);
      return { object, isScaled: scaler !== undefined };
    } catch (error) {
      const isChanged = version !== undefined && isOrkError(error, ErrorCode.ApiConflict);
      if (!isChanged || tries >= MOST_TRIES) throw error;
      live = await cluster.get(target, signal);
      // Not the version but fields of others are what it conflicts with.
      if (live === undefined || live.metadata.resourceVersion === version) throw error;
    }
  }
}

function send(
  { cluster, target, takes, signal }: ScaledApply,
  manifest: Manifest,
  resourceVersion?: string,
): Promise<KubeObject> {
  return cluster.apply(target, manifest, {
    force: takes,
    fieldManager: Identity.fieldManager,
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    signal,
  });
}

function isOfOthers(live: KubeObject): boolean {
  return managersOf(live).some(
    (each) =>
      (each.name !== Identity.fieldManager || each.operation !== 'Apply') && ownsReplicas(each),
  );
}

/** What is declared, with the number that an autoscaler has given it. */
export function asScaled(manifest: Manifest, object: KubeObject): Manifest {
  return getPath(manifest, PATH) === undefined
    ? manifest
    : withReplicas(manifest, getPath(object, PATH));
}

function withReplicas(manifest: Manifest, replicas: unknown): Manifest {
  if (replicas === undefined && getPath(manifest, PATH) === undefined) return manifest;
  return (withPath(manifest, PATH, replicas) ?? manifest) as Manifest;
}
