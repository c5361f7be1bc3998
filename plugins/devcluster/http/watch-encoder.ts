import type { JsonObject } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import type { StatusError } from '../status/status-error.ts';
import { partialObject } from '../table/partial-object.ts';
import { tableOf } from '../table/table.ts';
import { encode, encodeShared } from './encode.ts';
import type { Exchange } from './exchange.ts';
import { negotiate } from './negotiate.ts';
import { tableOptionsOf } from './represent.ts';
import type { SelectedEvent } from './watch-event.ts';

/** Turns events into the lines of a watch, in the shape the client asked for. */
export interface WatchEncoder {
  event(event: SelectedEvent): string;
  bookmark(revision: number, isEndOfInitial: boolean): string;
  error(error: StatusError): string;
}

export function createWatchEncoder(exchange: Exchange, resource: ApiResource): WatchEncoder {
  const representation = negotiate(exchange.request.headers.accept);
  const options = tableOptionsOf(exchange);
  let isFirst = true;
  const shape = (object: KubeObject): string => {
    if (representation === 'object') return encodeShared(object);
    if (representation !== 'table') return encode(partialObject(object));
    const { resourceVersion } = object.metadata;
    const withColumns = isFirst;
    isFirst = false;
    const nowMs = exchange.state.clock.nowMs();
    return encode(
      tableOf(resource, [object], {
        ...options,
        nowMs,
        withColumns,
        metadata: { resourceVersion },
      }),
    );
  };
  return {
    event: ({ type, object }) => line(type, shape(object)),
    bookmark: (revision, isEndOfInitial) =>
      line('BOOKMARK', encode(bookmarkObject(resource, revision, isEndOfInitial))),
    error: (error) => line('ERROR', encode(error.toStatus())),
  };
}

function line(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}

function bookmarkObject(
  resource: ApiResource,
  revision: number,
  isEndOfInitial: boolean,
): JsonObject {
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  return {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    metadata: { resourceVersion: String(revision), ...(isEndOfInitial && { annotations }) },
  };
}
