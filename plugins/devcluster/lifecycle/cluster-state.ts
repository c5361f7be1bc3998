import type { Clock } from '../../../core/index.ts';
import type { ResourceRegistry } from '../resources/resource-registry.ts';
import type { LinkedDefinitions } from '../schema/link-definitions.ts';
import type { ObjectStore } from '../storage/object-store.ts';

/** What every request and controller works on. */
export interface ClusterState {
  readonly store: ObjectStore;
  readonly registry: ResourceRegistry;
  readonly definitions: LinkedDefinitions;
  readonly clock: Clock;
}
