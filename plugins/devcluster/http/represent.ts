import type { JsonObject } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { notSupported } from '../status/field-error.ts';
import { invalidObject } from '../status/status-error.ts';
import { partialObject } from '../table/partial-object.ts';
import { type IncludeObject, tableOf } from '../table/table.ts';
import type { Exchange } from './exchange.ts';
import { negotiate } from './negotiate.ts';

/** One object in the shape the client asked for. */
export function representObject(
  exchange: Exchange,
  resource: ApiResource,
  object: KubeObject,
): unknown {
  switch (negotiate(exchange.request.headers.accept)) {
    case 'table':
      return tableOf(resource, [object], {
        ...tableOptionsOf(exchange),
        metadata: { resourceVersion: object.metadata.resourceVersion },
      });
    case 'partial':
      return partialObject(object);
    default:
      return object;
  }
}

/** A list of objects in the shape the client asked for. */
export function representList(
  exchange: Exchange,
  resource: ApiResource,
  list: { readonly items: readonly KubeObject[]; readonly metadata: JsonObject },
): unknown {
  const { items, metadata } = list;
  switch (negotiate(exchange.request.headers.accept)) {
    case 'table':
      return tableOf(resource, items, { ...tableOptionsOf(exchange), metadata });
    case 'partial':
    case 'partialList':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: items.map(partialObject),
      };
    default:
      return {
        kind: resource.listKind,
        apiVersion: apiVersionOf(resource),
        metadata: resource.isCustom ? { continue: '', ...metadata } : metadata,
        items: resource.isCustom ? items : items.map(withoutType),
      };
  }
}

/** In a list of a built-in kind the items do not repeat what they are, because Go leaves it out. */
function withoutType(object: KubeObject): JsonObject {
  const { apiVersion: _, kind: __, ...rest } = object;
  return rest;
}

/** What the query says about tables. */
export function tableOptionsOf(exchange: Exchange): {
  nowMs: number;
  includeObject: IncludeObject;
} {
  const choices: readonly IncludeObject[] = ['Metadata', 'None', 'Object'];
  const wanted = exchange.url.searchParams.get('includeObject') || 'Metadata';
  const includeObject = choices.find((choice) => choice === wanted);
  if (includeObject === undefined) {
    const target = { group: 'meta.k8s.io', plural: 'TableOptions', kind: 'TableOptions' };
    throw invalidObject(target, '', [notSupported('includeObject', wanted, choices)]);
  }
  return { nowMs: exchange.state.clock.nowMs(), includeObject };
}
