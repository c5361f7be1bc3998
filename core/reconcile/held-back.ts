import type { Observation } from '../provider/observation.ts';
import type { Operation } from '../provider/operation.ts';
import type { Expansion } from './expand-entries.ts';
import { isEnding } from './is-ending.ts';
import { nameOfExpansion } from './plan-resources.ts';

/**
 * Tells whether the end of an object has to wait because something of its kind failed.
 *
 * @remarks What no entry declares any more may have been renamed: as long as its successor is not there, it stays. What a
 * condition ends depends on nobody.
 * @param failedKinds - kinds of which an entry failed whose object is not there, as {@link kindIn} writes them
 */
export function isHeldBack(
  operation: Pick<Operation, 'verb' | 'entry' | 'provider' | 'kind' | 'resource'>,
  failedKinds: ReadonlySet<string>,
): boolean {
  if (!isEnding(operation) || !NO_ENTRY.has(operation.entry)) return false;
  const { provider, resource, kind = resource } = operation;
  return failedKinds.has(kindIn(provider, resource)) || failedKinds.has(kindIn(provider, kind));
}

/** A kind of a provider, e.g. `kubernetes/deployments`: two providers may have kinds of one name. */
export function kindIn(provider: string, kind: string): string {
  return `${provider}/${kind}`;
}

/**
 * Tells whether the object of an entry is there already, so that no other is its predecessor.
 *
 * @remarks Objects of `custom` share one key, and a name alone does not say which of them is meant.
 */
export function isThere(
  expansion: Expansion,
  observations: ReadonlyMap<string, Observation>,
): boolean {
  const { kind, provider } = expansion.entry;
  const name = nameOfExpansion(expansion);
  if (name === '' || kind === 'custom') return false;
  const resources = observations.get(provider)?.resources ?? [];
  return resources.some((each) => each.kind === kind && each.name === name);
}

/** What providers call the entry of something that no entry declares any more. */
const NO_ENTRY: ReadonlySet<string> = new Set(['', '(none)']);

/** Why it waits. */
export function heldBackReason(resource: string): string {
  return `stays until all ${resource} are there that are declared: one of them failed and may take its place`;
}
