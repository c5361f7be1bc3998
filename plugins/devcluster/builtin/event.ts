import { isRecord, type JsonObject, stringAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';

/** Names of the same thing: in `v1`, which is what the store holds, and in `events.k8s.io/v1`. */
const NAMES: readonly (readonly [core: string, served: string])[] = [
  ['message', 'note'],
  ['involvedObject', 'regarding'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

function rename(
  object: KubeObject,
  apiVersion: string,
  pairs: readonly (readonly [from: string, to: string])[],
): KubeObject {
  const names = new Map(pairs);
  const entries = Object.entries(object).map(([field, value]) => [
    names.get(field) ?? field,
    value,
  ]);
  return { ...(Object.fromEntries(entries) as JsonObject & KubeObject), apiVersion };
}

const toCore = NAMES.map(([core, served]) => [served, core] as const);

function involved(field: string): (object: KubeObject) => string {
  return (object) => {
    const owner = isRecord(object['involvedObject']) ? 'involvedObject' : 'regarding';
    return stringAt(object, owner, field);
  };
}

const OBJECT_FIELDS = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
];

const selectableFields: Readonly<Record<string, (object: KubeObject) => string>> = {
  reason: (object) => stringAt(object, 'reason'),
  type: (object) => stringAt(object, 'type'),
  reportingComponent: (object) =>
    stringAt(object, 'reportingComponent') || stringAt(object, 'reportingController'),
  source: (object) =>
    stringAt(object, 'source', 'component') || stringAt(object, 'deprecatedSource', 'component'),
  ...Object.fromEntries(OBJECT_FIELDS.map((name) => [`involvedObject.${name}`, involved(name)])),
  ...Object.fromEntries(OBJECT_FIELDS.map((name) => [`regarding.${name}`, involved(name)])),
};

/** Go writes the old times as null when they are not set. */
function nullTimes(object: KubeObject, fields: readonly string[]): void {
  for (const field of fields) object[field] ??= null;
}

/** Events of the core group. */
export const coreEventBehaviour: KindBehaviour = {
  applyDefaults: (object) => nullTimes(object, ['firstTimestamp', 'lastTimestamp']),
  selectableFields,
};

/** The same Events under the names of `events.k8s.io/v1`. */
export const eventBehaviour: KindBehaviour = {
  applyDefaults: (object) =>
    nullTimes(object, ['deprecatedFirstTimestamp', 'deprecatedLastTimestamp']),
  selectableFields,
  toServed: (object) => rename(object, 'events.k8s.io/v1', NAMES),
  toStored: (object) => rename(object, 'v1', toCore),
};
