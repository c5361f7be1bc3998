import { deepEqual, Identity } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import { isOfKubernetes } from '../kinds/kubernetes-groups.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import type { DesiredChild } from './desired-child.ts';
import { type Difference, differencesOf } from './differences.ts';
import { type Divided, divide } from './fixed-differences.ts';
import type { PlannerState } from './planner-state.ts';

/** The hash is part of what is declared, so a declaration that lost a field differs there and nowhere else. */
export const HASH_PATH: string = `metadata.annotations.${Identity.hashAnnotation}`;

/** How what is declared of a child and what is stored of it differ. */
export interface ChildComparison extends Divided {
  /** Differences that the API server made itself when it stored what we sent. */
  readonly stored: readonly Difference[];
}

/** Compares a child with what is stored. */
export function compareChild(
  child: DesiredChild,
  live: ObservedChild,
  state: PlannerState,
): ChildComparison {
  const { manifest, type } = child;
  const { uid = '' } = live.object.metadata;
  const hash = manifest.metadata.annotations?.[Identity.hashAnnotation] ?? '';
  const differences = differencesOf(withGeneratedAt(manifest, live), live.object, {
    isBuiltIn: isOfKubernetes(type),
  });
  const accepted = state.applied.accepted(uid, hash);
  const isStored = ({ path, live: value }: Difference): boolean =>
    accepted?.has(path) === true && deepEqual(accepted.get(path), value);
  const stored = accepted === undefined ? [] : differences.filter(isStored);
  const own = stored.length === 0 ? differences : differences.filter((each) => !isStored(each));
  const refused = state.refused.refused(uid, hash);
  return { ...divide(own, { type, declared: manifest, live: live.object, refused }), stored };
}

/** The manifest as compared and written: when a Secret was generated is noted once. */
export function withGeneratedAt(manifest: Manifest, { object }: ObservedChild): Manifest {
  const { generatedAtAnnotation } = Identity;
  const { annotations } = manifest.metadata;
  const present = object.metadata.annotations?.[generatedAtAnnotation];
  if (present === undefined || annotations?.[generatedAtAnnotation] === undefined) return manifest;
  const kept = { ...annotations, [generatedAtAnnotation]: present };
  return { ...manifest, metadata: { ...manifest.metadata, annotations: kept } };
}

/**
 * Differences that count for a child that is only created: values that are never the same twice do not.
 *
 * @returns `undefined` where that cannot be told.
 */
export function lastingDifferences(
  child: DesiredChild,
  { open, fixed }: ChildComparison,
): readonly Difference[] | undefined {
  const { volatile = [] } = child;
  const keys = new Set(volatile.map((path) => (isOfData(path) ? `data.${path[1]}` : '')));
  if (keys.has('')) return undefined;
  return [...open, ...fixed].filter(({ path }) => !keys.has(path));
}

function isOfData(path: readonly (string | number)[]): boolean {
  return path.length === 2 && path[0] === 'data';
}
