/** Roots that change without any object changing. */
export const FIGURE_ROOTS: ReadonlySet<string> = new Set(['metrics', 'health']);

/** Roots that stay as they are when children or the status are written. */
const STABLE_ROOTS = new Set(['spec', 'data', 'inputs', 'apiVersion', 'kind', ...FIGURE_ROOTS]);
const STABLE_METADATA = new Set([
  'name',
  'namespace',
  'uid',
  'labels',
  'annotations',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
]);

/** Whether a path stays as it is when children or the status are written. */
export function isStable([root = '', step = '']: readonly string[]): boolean {
  return STABLE_ROOTS.has(root) || (root === 'metadata' && STABLE_METADATA.has(step));
}
