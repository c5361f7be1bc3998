import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { ObjectEvent } from './object-event.ts';

/** Reads an Event of `events.k8s.io/v1`; those of older reporters have their source, count and times in the deprecated fields. */
export function readEvent(object: KubeObject): ObjectEvent {
  const created = timeAt(object.metadata, 'creationTimestamp');
  const occurred = timeAt(object, 'eventTime');
  const { series, deprecatedSource, deprecatedCount, regarding } = object;
  const count = isObject(series) ? series['count'] : deprecatedCount;
  return {
    type: textAt(object, 'type') || 'Normal',
    reason: textAt(object, 'reason'),
    note: textAt(object, 'note'),
    source: textAt(object, 'reportingController') || textAt(deprecatedSource, 'component'),
    regarding: {
      kind: textAt(regarding, 'kind'),
      namespace: textAt(regarding, 'namespace'),
      name: textAt(regarding, 'name'),
      uid: textAt(regarding, 'uid'),
    },
    count: typeof count === 'number' ? count : 1,
    firstMs: timeAt(object, 'deprecatedFirstTimestamp') ?? occurred ?? created ?? 0,
    lastMs:
      timeAt(series, 'lastObservedTime') ??
      timeAt(object, 'deprecatedLastTimestamp') ??
      occurred ??
      created ??
      0,
  };
}

function textAt(map: unknown, field: string): string {
  const value = isObject(map) ? map[field] : undefined;
  return typeof value === 'string' ? value : '';
}

function timeAt(map: unknown, field: string): number | undefined {
  const ms = Date.parse(textAt(map, field));
  return Number.isNaN(ms) ? undefined : ms;
}
