import type { KubeObject } from '../object/kube-object.ts';
import type { ReconcileWorld } from './reconcile-world.ts';

/**
 * What the API server dropped is told once: its author has to declare it in the schema.
 *
 * @returns the paths that are new
 */
export function learnPruned(
  world: ReconcileWorld,
  sent: Readonly<Record<string, unknown>>,
  answered: KubeObject,
): readonly string[] {
  const { metadata: _, ...fields } = sent;
  const dropped = world.pruned.learn(fields, answered);
  if (dropped.length > 0)
    world.log.warn({ dropped }, 'schema of the custom resource does not know fields');
  return dropped;
}
