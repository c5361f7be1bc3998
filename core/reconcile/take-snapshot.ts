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
  const now = present(world);
  const blind: Snapshot = { object, observations: new Map(), ...now };
  const declared = crd.readsChildren
    ? await declaredNames(crd, scopeOf(blind, object, providers))
    : [];
  const seen = await observeAll(ownerOf(crd, object), declared, { providers, signal });
  return { snapshot: { ...seen, object, ...now }, declared };
}

/**
 * The same with what is there now: names follow from the custom resource alone and are not evaluated again, and only providers
 * that have acted are asked again.
 */
export async function lookAgain(
  world: SightWorld,
  { snapshot, declared }: Sight,
  { changed, signal }: { readonly changed: ReadonlySet<string>; readonly signal: AbortSignal },
): Promise<Sight> {
  const { crd } = world;
  const now = present(world);
  const providers = new Map([...world.providers].filter(([name]) => changed.has(name)));
  const seen = await observeAll(ownerOf(crd, snapshot.object), declared, { providers, signal });
  const unobserved = new Map([...(snapshot.unobserved ?? []), ...seen.unobserved]);
  const known = [...snapshot.observations, ...seen.observations];
  const observations = new Map(known.filter(([name]) => !unobserved.has(name)));
  return { snapshot: { ...snapshot, ...now, observations, unobserved }, declared };
}

function present(world: SightWorld): Pick<Snapshot, 'environment' | 'figures'> {
  const { clock, randomBytes } = world;
  return { figures: world.figures(), environment: { nowMs: clock.nowMs(), randomBytes } };
}
