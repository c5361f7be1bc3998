import { isRecord, type JsonObject } from '../json/record.ts';

/** A pointer from a dependent to the object that owns it. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** One manager's part of an object (server-side apply, KEP-555). */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
}

/** The part of an object that the server itself reads and writes. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string | null;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
}

/** An API object. What the store holds is shared and never written to; change a clone. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** Whether the decoded body has the outline of an object; metadata may still be incomplete. */
export function isKubeObject(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value['metadata']);
}

/** An own copy, free to be changed. */
export function cloneObject<T>(object: T): T {
  return copyJson(object) as T;
}

/** Several times as fast as `structuredClone`, which JSON does not need. */
function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isRecord(value)) return value;
  const copy: JsonObject = {};
  for (const field of Object.keys(value)) copy[field] = copyJson(value[field]);
  return copy;
}

/** The name under which the store keeps an object; cluster-scoped ones have an empty namespace. */
export function storeKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** The store key of an object. */
export function keyOf(object: KubeObject): string {
  return storeKey(object.metadata.namespace, object.metadata.name);
}
