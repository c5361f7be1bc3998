import { getPath, isObject } from '../../../core/index.ts';
import type { DesiredChild } from './desired-child.ts';

/** Where the size of a workload stands. */
export const REPLICAS = 'spec.replicas';

/** Kinds that scale another object, with the field that names it and the kind that is meant where it says none. */
const SCALERS: Readonly<Record<string, { readonly group: string; readonly kind?: string }>> = {
  HorizontalPodAutoscaler: { group: 'autoscaling' },
  ScaledObject: { group: 'keda.sh', kind: 'Deployment' },
};

/**
 * Which of the declared objects scales a child, in words: its number of replicas is not the child's own affair.
 *
 * @returns `undefined` when none does
 */
export function scaledBy(
  child: DesiredChild,
  children: readonly DesiredChild[],
): string | undefined {
  const isScalable = child.type.subresources.includes('scale');
  if (!isScalable && getPath(child.manifest, REPLICAS.split('.')) === undefined) return undefined;
  const { namespace, name } = child.manifest.metadata;
  const scaler = children.find(({ type, manifest }) => {
    const known = SCALERS[type.kind];
    if (known?.group !== type.group || manifest.metadata.namespace !== namespace) return false;
    const target = getPath(manifest, ['spec', 'scaleTargetRef']);
    if (!isObject(target)) return false;
    return target['name'] === name && (target['kind'] ?? known.kind) === child.type.kind;
  });
  return scaler === undefined ? undefined : `${scaler.type.kind} ${scaler.manifest.metadata.name}`;
}
