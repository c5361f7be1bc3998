import {
  type Cluster,
  Identity,
  isObject,
  type KubeObject,
  type Operation,
  type OperationContext,
} from '../../../core/index.ts';
import { MARKS } from '../plan/adoption.ts';
import { ownershipOf } from '../plan/ownership.ts';
import { deletePayloadOf } from '../plan/payload.ts';

/**
 * Lets an object go that had been taken over: our labels, annotations and claims on fields come off, everything else stays.
 *
 * @remarks An empty apply would take the fields themselves away that we hold alone.
 */
export async function releaseChild(
  operation: Operation,
  cluster: Cluster,
  { owner, signal }: OperationContext,
): Promise<void> {
  const { type, uid } = deletePayloadOf(operation.payload);
  const { namespace, name } = operation;
  const target = { type, ref: { namespace, name } };
  const live = await cluster.get(target, signal);
  if (live === undefined || live.metadata.uid !== uid) return;
  const ownership = ownershipOf(live, owner, 'fresh');
  if (ownership.whose !== 'ours' || !ownership.isAdopted) return;
  await cluster.patch(target, { metadata: marksOff(live) }, { type: 'merge', signal });
}

/** Metadata of a merge patch that takes our labels, annotations and claims on fields off a freshly read object. */
export function marksOff(live: KubeObject): Readonly<Record<string, unknown>> {
  const { resourceVersion } = live.metadata;
  return {
    resourceVersion,
    labels: nothing(MARKS.labels),
    annotations: nothing(MARKS.annotations),
    managedFields: fieldsOfOthers(live),
  };
}

function nothing(keys: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** An empty list would be taken for one that was left out; one empty entry empties it (KEP-555). */
function fieldsOfOthers({ metadata }: KubeObject): readonly unknown[] {
  const { managedFields } = metadata;
  const all: readonly unknown[] = Array.isArray(managedFields) ? managedFields : [];
  const kept = all.filter((each) => !isObject(each) || each['manager'] !== Identity.fieldManager);
  return kept.length === 0 ? [{}] : kept;
}
