import { deepEqual, getPath, isObject, type KubeObject, withPath } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';

const SELECTED = ['spec', 'selector', 'matchLabels'];
const POD_LABELS = ['spec', 'template', 'metadata', 'labels'];

/**
 * The manifest of a workload with the selector that the live one has, and pods that carry what it selects by: a selector cannot be
 * changed, so pods have the labels of an earlier release, or of who made the workload, beside their own.
 */
export function keepSelected(manifest: Manifest, live: KubeObject): Manifest {
  const selected = getPath(live, SELECTED);
  const wanted = getPath(manifest, SELECTED);
  const labels = getPath(manifest, POD_LABELS);
  if (!isObject(selected) || !isObject(labels) || !isObject(wanted)) return manifest;
  if (deepEqual(selected, wanted)) return manifest;
  const kept = withPath(manifest, SELECTED, selected) ?? manifest;
  return (withPath(kept, POD_LABELS, { ...labels, ...selected }) ?? kept) as Manifest;
}
