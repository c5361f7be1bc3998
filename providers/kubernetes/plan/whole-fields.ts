import { Identity } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';

/**
 * Maps that a block declares whole, by their last path segment: what others put there is drift.
 *
 * @remarks Labels and annotations are not among them: Kubernetes means them to be shared (ADR 0019).
 */
const WHOLE_MAPS = new Set([
  'binaryData',
  'data',
  'hard',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
  'selector',
]);

/** Lists and maps to which Kubernetes or its distributions add by design, by kind and path. */
const SHARED = new Set(['ServiceAccount secrets', 'ServiceAccount imagePullSecrets']);

/**
 * Tells whether items of others stay in lists that are declared: by consent of the entry, and in what was adopted, where they
 * may be older than the entry and precious.
 */
export function isMerged(
  { metadata }: Manifest,
  { merges = false, force }: { readonly merges?: boolean; readonly force: boolean },
): boolean {
  return merges || !force || metadata.annotations?.[Identity.adoptedAnnotation] !== undefined;
}

/** Tells whether everything in a map is declared where something of it is. */
export function isWholeMap(field: string): boolean {
  return WHOLE_MAPS.has(field);
}

/** Tells whether a place belongs to several by design: `metadata` at any depth, `status`, and some lists. */
export function isShared(kind: string, path: string): boolean {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return last === 'metadata' || path === 'status' || SHARED.has(`${kind} ${path}`);
}
