import { serveObject } from '../lifecycle/update-object.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import type { Change } from '../storage/change.ts';
import type { Selection } from './selection.ts';

/** An event before it is shaped for the client. */
export interface SelectedEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/**
 * What a change means to a watch with selectors: an object that stops matching is gone for it, one that starts is new.
 *
 * @returns undefined when it means nothing.
 */
export function selectEvent(
  resource: ApiResource,
  change: Change,
  selection: Selection,
): SelectedEvent | undefined {
  const object = serveObject(resource, change.object);
  const previous = change.previous && serveObject(resource, change.previous);
  const matchesNow = change.type !== 'DELETED' && selection(object);
  const matchedBefore = previous !== undefined && selection(previous);
  if (matchesNow) return { type: matchedBefore ? 'MODIFIED' : 'ADDED', object };
  if (!matchedBefore) return undefined;
  return { type: 'DELETED', object: lastSeen(previous, object) };
}

/** The state the watcher last saw, at the revision at which it lost it. */
function lastSeen(previous: KubeObject, current: KubeObject): KubeObject {
  const { resourceVersion } = current.metadata;
  return {
    ...previous,
    metadata: { ...previous.metadata, ...(resourceVersion && { resourceVersion }) },
  };
}
