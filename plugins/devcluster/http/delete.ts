import type { JsonObject } from '../json/record.ts';
import { deleteObject } from '../lifecycle/delete-object.ts';
import { serveObject } from '../lifecycle/update-object.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ApiResource } from '../resources/api-resource.ts';
import { deleteOptionsOf } from './delete-options.ts';
import { type Answer, type Exchange, ok } from './exchange.ts';
import { representList, representObject } from './represent.ts';
import type { RequestInfo } from './request-info.ts';
import { selectionOf } from './selection.ts';

/** Answers the DELETE of one object. */
export async function handleDelete(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const options = await deleteOptionsOf(exchange);
  const { object, isGone } = deleteObject(exchange.state, resource, info, options);
  if (isGone && resource.behaviour.returnsDeletedObject !== true) {
    return ok(successOf(resource, object));
  }
  return ok(representObject(exchange, resource, object));
}

/** Answers the DELETE of a collection: all that is selected, with what was there as the answer. */
export async function handleDeleteCollection(
  exchange: Exchange,
  resource: ApiResource,
  info: RequestInfo,
): Promise<Answer> {
  const options = await deleteOptionsOf(exchange);
  const selection = selectionOf(exchange, resource, info);
  const { store } = exchange.state;
  const items = store
    .collection(resource.collection)
    .list()
    .map((stored) => serveObject(resource, stored))
    .filter(selection);
  for (const { metadata } of items) {
    const target = { namespace: metadata.namespace ?? '', name: metadata.name };
    deleteObject(exchange.state, resource, target, options);
  }
  const metadata = { resourceVersion: String(store.revision) };
  return ok(representList(exchange, resource, { items, metadata }));
}

function successOf(resource: ApiResource, { metadata }: KubeObject): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: metadata.name,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.plural,
      uid: metadata.uid,
    },
  };
}
