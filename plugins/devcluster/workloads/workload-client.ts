import { timestampOf } from '../../../core/index.ts';
import type { OwnerIndex } from '../controllers/owner-index.ts';
import type { JsonObject } from '../json/record.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { createObject } from '../lifecycle/create-object.ts';
import { decodeObject } from '../lifecycle/decode-object.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import { updateObject } from '../lifecycle/update-object.ts';
import { controllerWrite } from '../lifecycle/write-options.ts';
import type { KubeObject, OwnerReference } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { controllerOf } from './collections.ts';
import { EventRecorder, type Happening } from './event-recorder.ts';

const MANAGER = 'kube-controller-manager';

/** How the workload models read and write: through the same rules as any client, without the HTTP. */
export class WorkloadClient {
  readonly #state: ClusterState;
  readonly #owners: OwnerIndex;
  readonly #events: EventRecorder;

  constructor(state: ClusterState, owners: OwnerIndex) {
    this.#state = state;
    this.#owners = owners;
    this.#events = new EventRecorder(state);
  }

  get nowMs(): number {
    return this.#state.clock.nowMs();
  }

  /** The present time as objects hold it. */
  get now(): string {
    return timestampOf(this.nowMs);
  }

  get(collection: string, key: string): KubeObject | undefined {
    return this.#state.store.collection(collection).get(key);
  }

  /** The objects of a namespace, in no particular order. */
  list(collection: string, namespace: string | undefined): readonly KubeObject[] {
    const all = [...this.#state.store.collection(collection).values()];
    return all.filter(({ metadata }) => metadata.namespace === namespace);
  }

  /** The objects that the owner controls. */
  controlledBy(owner: KubeObject, collection: string): readonly KubeObject[] {
    return this.#owners
      .dependentsOf(owner.metadata.uid ?? '')
      .filter((entry) => entry.collection === collection)
      .map(({ object }) => object)
      .filter((object) => controllerOf(object)?.uid === owner.metadata.uid);
  }

  create(collection: string, namespace: string, body: JsonObject): KubeObject {
    const resource = this.#resource(collection);
    const { apiVersion, kind } = { apiVersion: apiVersionOf(resource), kind: resource.kind };
    const options = { ...controllerWrite(MANAGER), namespace };
    const decoded = decodeObject(resource, structuredClone({ apiVersion, kind, ...body }), options);
    return createObject(this.#state, resource, decoded, options);
  }

  /** Changes an object in place; `subresource` is `status` for its status. */
  edit(
    collection: string,
    object: KubeObject,
    change: { readonly subresource: '' | 'status'; readonly apply: (copy: KubeObject) => void },
  ): void {
    const { namespace = '', name } = object.metadata;
    updateObject(this.#state, this.#resource(collection), {
      target: { namespace, name, subresource: change.subresource },
      options: controllerWrite(MANAGER),
      change: (copy) => {
        change.apply(copy);
        return copy;
      },
    });
  }

  setStatus(collection: string, object: KubeObject, status: JsonObject): void {
    this.edit(collection, object, {
      subresource: 'status',
      apply: (copy) => {
        copy['status'] = status;
      },
    });
  }

  delete(collection: string, object: KubeObject, gracePeriodSeconds?: number): void {
    const { namespace = '', name } = object.metadata;
    deleteObject(
      this.#state,
      this.#resource(collection),
      { namespace, name },
      gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds },
    );
  }

  /** Writes an Event about the object. */
  record(about: KubeObject, happening: Happening): void {
    this.#events.record(about, happening);
  }

  #resource(collection: string): ApiResource {
    const resource = this.#state.registry.forCollection(collection);
    if (resource === undefined) throw new TypeError(`no resource keeps objects in ${collection}`);
    return resource;
  }
}

/** A reference to the owner as the controller of what it creates. */
export function controlledByReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
