import type { KubeObject } from '../object/kube-object.ts';
import type { DeclaredName } from '../provider/observation.ts';
import { declaredNames, observeAll } from './observe.ts';
import { ownerOf } from './owner-of.ts';
import type { ReconcileWorld } from './reconcile-world.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';

/** What looking needs. */
export type SightWorld = Pick<
  ReconcileWorld,
  'clock' | 'crd' | 'figures' | 'providers' | 'randomBytes'
>;

/** A snapshot with what it was looked for. */
export interface Sight {
  readonly snapshot: Snapshot;
  /** Names that the Katalog declares for the custom resource; empty where it reads no children. */
  readonly declared: readonly DeclaredName[];
}

/** Sees a custom resource and what it has, at the start of a cycle. */
export async function takeSnapshot(
  world: SightWorld,
  object: KubeObject,
  signal: AbortSignal,
): Promise<Sight> {
  const { crd, providers } = world;
  const blind: Snapshot = { object, observations: new Map(), ...present(world) };
  const declared = crd.readsChildren
    ? await declaredNames(crd, scopeOf(blind, object, providers))
    : [];
  const observations = await observeAll(ownerOf(crd, object), declared, { providers, signal });
  return { snapshot: { ...blind, observations }, declared };
}

/** The same with what is there now: names follow from the custom resource alone and are not evaluated again. */
export async function lookAgain(
  world: SightWorld,
  { snapshot: { object }, declared }: Sight,
  signal: AbortSignal,
): Promise<Sight> {
  const { crd, providers } = world;
  const now = present(world);
  const observations = await observeAll(ownerOf(crd, object), declared, { providers, signal });
  return { snapshot: { object, observations, ...now }, declared };
}

function present(world: SightWorld): Pick<Snapshot, 'environment' | 'figures'> {
  const { clock, randomBytes } = world;
  return { figures: world.figures(), environment: { nowMs: clock.nowMs(), randomBytes } };
}
