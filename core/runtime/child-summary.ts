import type { EventSubject } from '../events/object-event.ts';
import { isObject } from '../object/json.ts';
import type { ObservedResource } from '../provider/observation.ts';
import type { ChildSummary } from './runtime.ts';

/** A child for people: what it is and whether it is ready, never its data. */
export function summarizeChildren({
  kind,
  namespace,
  name,
  object,
}: ObservedResource): ChildSummary {
  const shown = typeof object['kind'] === 'string' ? object['kind'] : kind;
  const status = isObject(object['status']) ? object['status'] : undefined;
  return { kind: shown, namespace, name, ready: isReady(object, status), status: status ?? null };
}

/** A child as events name it; what stands in no Kubernetes cluster has no uid and so no events there. */
export function subjectOf({ kind, name, namespace, object }: ObservedResource): EventSubject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const { uid } = metadata;
  const shown = typeof object['kind'] === 'string' ? object['kind'] : kind;
  return { kind: shown, namespace, name, uid: typeof uid === 'string' ? uid : '' };
}

/** Ready as far as its status tells: replicas all there, a job complete, else simply existing. */
function isReady(
  object: ObservedResource['object'],
  status: Readonly<Record<string, unknown>> | undefined,
): boolean {
  const { spec } = object;
  const wanted = isObject(spec) ? spec['replicas'] : undefined;
  if (typeof wanted === 'number') return (status?.['readyReplicas'] ?? 0) === wanted;
  if (object['kind'] === 'Job') return Number(status?.['succeeded'] ?? 0) > 0;
  return true;
}
