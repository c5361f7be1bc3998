import {
  getPath,
  Identity,
  type Operation,
  type Standing,
  type UnchangedResource,
} from '../../../core/index.ts';
import { isOfKubernetes } from '../kinds/kubernetes-groups.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import {
  type ChildComparison,
  compareChild,
  HASH_PATH,
  lastingDifferences,
  withGeneratedAt,
} from './compare-child.ts';
import { filled } from './copied-data.ts';
import type { DesiredChild } from './desired-child.ts';
import { withStored } from './fixed-differences.ts';
import { type ForeignItem, foreignItems } from './foreign-items.ts';
import { changesOf, payloadOf, removalsOf, storedChanges, writeOperation } from './operations.ts';
import type { PlannerState } from './planner-state.ts';
import { type Recreation, recreationOf } from './recreation.ts';
import { REPLICAS } from './scaled-by.ts';
import { sizeOf } from './seen-size.ts';
import { keptByMode, keptByScaler, notCompared, standingOfFixed } from './standing.ts';
import { isMerged } from './whole-fields.ts';

/** What a child that is there needs, as far as comparing tells. */
export type Compared =
  | ({ readonly kind: 'unchanged' } & Pick<UnchangedResource, 'standing' | 'stored'>)
  | { readonly kind: 'operation'; readonly operation: Operation };

/** What is enforced: equal hash and nothing declared that the live object does not hold (quiet apply, design §5). */
export function decideDrift(
  child: DesiredChild,
  live: ObservedChild,
  state: PlannerState,
): Compared {
  const comparison = compareChild(child, live, state);
  const { open, fixed } = comparison;
  const recreation = fixed.length > 0 ? recreationFor(child, live, comparison) : {};
  if (recreation.propagation !== undefined)
    return recreate(child, live, { comparison, propagation: recreation.propagation });
  const scaler = child.scaledBy ?? knownScaler(live, state);
  const scaled = scaler === undefined ? [] : open.filter(({ path }) => path === REPLICAS);
  const rest = open.filter((each) => !scaled.includes(each));
  const told = rest.filter(({ path }) => path !== HASH_PATH);
  const left = [...fixed, ...scaled.map((each) => ({ ...each, part: REPLICAS.split('.') }))];
  const manifest = withStored(withGeneratedAt(child.manifest, live), live.object, left);
  const foreign = foreignIn({ ...child, manifest }, live, state);
  const ofScaler =
    scaler === undefined || scaled.length === 0 ? undefined : keptByScaler(child, scaled, scaler);
  const standing =
    fixed.length === 0 ? ofScaler : standingOfFixed(child, fixed, { written: told, ...recreation });
  if (rest.length === 0 && foreign.length === 0) return unchanged(child, comparison, standing);
  const [first = fixed[0]] = told;
  const reason = first === undefined ? reasonWithout(foreign) : `${first.path} differs`;
  const { resourceVersion } = live.object.metadata;
  const payload = {
    ...payloadOf(child, 'apply'),
    manifest,
    ...sizeOf(manifest, live.object, scaler),
    ...(foreign.every(({ isInside }) => isInside === true) ? {} : { hasForeign: true }),
    ...(told.some(({ path }) => path === REPLICAS) ? { mayBeScaled: true } : {}),
    ...(fixed.length === 0 || standing === undefined ? {} : { standing }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
  const changes = [
    ...changesOf(child, [...told, ...fixed]),
    ...removalsOf(child.manifest.kind, foreign),
  ];
  return {
    kind: 'operation',
    operation: writeOperation(child, 'update', { reason, payload, changes }),
  };
}

/** Who scaled it to what it has now; another number is anybody's until it has been looked at. */
function knownScaler({ object }: ObservedChild, { scalers }: PlannerState): string | undefined {
  const known = scalers.get(object.metadata.uid ?? '');
  return known?.replicas === getPath(object, REPLICAS.split('.')) ? known?.manager : undefined;
}

/** Items of others in what is declared whole. */
function foreignIn(
  child: DesiredChild,
  { object }: ObservedChild,
  { applied }: PlannerState,
): readonly ForeignItem[] {
  const { type, manifest } = child;
  if (isMerged(manifest, child)) return [];
  const hash = manifest.metadata.annotations?.[Identity.hashAnnotation] ?? '';
  const accepted = applied.accepted(object.metadata.uid ?? '', hash);
  return foreignItems(manifest, object, { isBuiltIn: isOfKubernetes(type), accepted });
}

function reasonWithout([item]: readonly ForeignItem[]): string {
  return item === undefined ? 'fields are no longer declared' : `${item.path} is not declared`;
}

/** What is only created: it is left as it is, and said to differ where it does. */
export function decideKept(
  child: DesiredChild,
  live: ObservedChild,
  state: PlannerState,
): Compared {
  const whole = filled(child, state.copied);
  const compared = typeof whole === 'object' ? whole : child;
  const comparison = asMade(compareChild(compared, live, state), live);
  if (child.createOnce && comparison.fixed.length > 0 && child.onImmutable !== undefined) {
    return decideFinished(child, live, comparison);
  }
  const differences = lastingDifferences(child, comparison);
  if (differences === undefined) return { kind: 'unchanged', standing: notCompared(child) };
  // Without the data of its source the hash says nothing.
  const counted =
    compared === child && child.copyFrom !== undefined
      ? differences.filter(({ path }) => path !== HASH_PATH)
      : differences;
  if (counted.length === 0) return unchanged(child, comparison, undefined);
  const told = counted.filter(({ path }) => path !== HASH_PATH);
  return unchanged(child, comparison, keptByMode(child, told));
}

/**
 * What differs in an object that was made from this very declaration and that nobody has changed since is what the API server
 * made of it, though another process saw the answer.
 *
 * @remarks A generation counts changes of all but metadata and status; kinds without one tell nothing.
 */
function asMade(comparison: ChildComparison, { object }: ObservedChild): ChildComparison {
  const { fixed, open, stored } = comparison;
  const isUntouched = object.metadata.generation === 1;
  if (!isUntouched || open.some(({ path }) => path === HASH_PATH)) return comparison;
  const isOfBody = ({ path }: { readonly path: string }): boolean => !path.startsWith('metadata.');
  return {
    open: open.filter((each) => !isOfBody(each)),
    fixed: fixed.filter((each) => !isOfBody(each)),
    stored: [...stored, ...open.filter(isOfBody), ...fixed.filter(isOfBody)],
  };
}

/** A Job that is to be another one: never corrected, made anew only when the entry asks for it. */
function decideFinished(
  child: DesiredChild,
  live: ObservedChild,
  comparison: ChildComparison,
): Compared {
  const recreation = recreationFor(child, live, comparison);
  if (recreation.propagation !== undefined)
    return recreate(child, live, { comparison, propagation: recreation.propagation });
  const standing = standingOfFixed(child, comparison.fixed, { written: [], ...recreation });
  return { kind: 'unchanged', standing };
}

function recreationFor(
  { onImmutable, type }: DesiredChild,
  live: ObservedChild,
  { fixed }: ChildComparison,
): Recreation {
  return onImmutable === 'recreate' ? recreationOf(type, live.object, fixed) : {};
}

function recreate(
  child: DesiredChild,
  { object }: ObservedChild,
  rest: {
    readonly comparison: ChildComparison;
    readonly propagation: 'Foreground' | 'Background' | 'Orphan';
  },
): Compared {
  const { fixed, open } = rest.comparison;
  const { uid } = object.metadata;
  const payload = {
    ...payloadOf(child, 'replace'),
    propagation: rest.propagation,
    ...(uid === undefined ? {} : { uid }),
  };
  const told = [...fixed, ...open.filter(({ path }) => path !== HASH_PATH)];
  const reason = `${fixed.map(({ path }) => path).join(', ')} cannot be changed (onImmutable: recreate)`;
  const changes = changesOf(child, told);
  return {
    kind: 'operation',
    operation: writeOperation(child, 'replace', { reason, payload, changes }),
  };
}

function unchanged(
  child: DesiredChild,
  { stored }: ChildComparison,
  standing: Standing | undefined,
): Compared {
  const changes = storedChanges(child.manifest, stored);
  return {
    kind: 'unchanged',
    ...(standing === undefined ? {} : { standing }),
    ...(changes.length === 0 ? {} : { stored: changes }),
  };
}
