import type { KubeObject } from '../object/kube-object.ts';
import type { ReconcileWorld } from './reconcile-world.ts';

/** What the API server dropped is told once: its author has to declare it in the schema. */
export function learnPruned(
  world: ReconcileWorld,
  sent: Readonly<Record<string, unknown>>,
  answered: KubeObject,
): void {
  const { metadata: _, ...fields } = sent;
  const dropped = world.pruned.learn(fields, answered);
  if (dropped.length > 0)
    world.log.warn({ dropped }, 'schema of the custom resource does not know fields');
}
