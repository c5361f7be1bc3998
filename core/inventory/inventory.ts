import type { Cluster, ResourceType } from '../cluster/cluster.ts';
import { ErrorCode, isOrkError } from '../errors.ts';
import { Identity } from '../object/identity.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { formatRecord, type InventoryRecord, parseRecord } from './inventory-record.ts';

/** Name of the ConfigMap in the namespace of the installation. */
export const INVENTORY_NAME = 'orkestra-inventory';

/**
 * What the installations of a namespace have ever worked on: a record for each kind of custom resource, kept in one ConfigMap.
 *
 * @remarks Written when a record changes, which is once for a revision of a Katalog that makes new kinds, and never for a custom
 * resource. Every call rejects as {@link Cluster} does.
 */
export interface Inventory {
  /** All records, by the name of the definition. Those who ask at the same time share one request. */
  read(signal: AbortSignal): Promise<ReadonlyMap<string, InventoryRecord>>;
  /** Stores what becomes of a record; nothing is sent where it stays as it is. Absent: it is forgotten. */
  change(
    id: string,
    become: (before: InventoryRecord | undefined) => InventoryRecord | undefined,
    signal: AbortSignal,
  ): Promise<void>;
}

const CONFIG_MAP: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  subresources: [],
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
};

/** Other installations of the namespace write their records at the same time at most this often. */
const TRIES = 10;

/** Creates the inventory of the installations in a namespace; nothing is read yet. */
export function createInventory(cluster: Cluster, namespace: string): Inventory {
  const target = { type: CONFIG_MAP, ref: { namespace, name: INVENTORY_NAME } };
  let known: KubeObject | undefined;
  let reading: Promise<KubeObject | undefined> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const load = (signal: AbortSignal): Promise<KubeObject | undefined> => {
    reading ??= cluster
      .get(target, signal)
      .then((found) => {
        known = found;
        return found;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const store = async (id: string, text: string | null, signal: AbortSignal): Promise<void> => {
    if (known === undefined) {
      const labels = { [Identity.inventoryLabel]: 'true' };
      const metadata = { namespace, name: INVENTORY_NAME, labels };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [id]: text } };
      known = await cluster.create(CONFIG_MAP, object, signal);
      return;
    }
    const { resourceVersion } = known.metadata;
    const patch = { metadata: { resourceVersion }, data: { [id]: text } };
    known = await cluster.patch(target, patch, { type: 'merge', signal });
  };
  const change: Inventory['change'] = async (id, become, signal) => {
    for (let left = TRIES; ; left -= 1) {
      const before = dataOf(known)[id];
      const after = become(parseRecord(before));
      const text = after === undefined ? null : formatRecord(after);
      if (text === (before ?? null)) return;
      try {
        return await store(id, text, signal);
      } catch (error) {
        if (left === 0 || !isOutdated(error)) throw error;
        await load(signal);
      }
    }
  };

  return {
    async read(signal) {
      const records = new Map<string, InventoryRecord>();
      for (const [id, text] of Object.entries(dataOf(await load(signal)))) {
        const record = parseRecord(text);
        if (record !== undefined) records.set(id, record);
      }
      return records;
    },
    change(id, become, signal) {
      const changed = writing.then(() => change(id, become, signal));
      // One that failed is its caller's to deal with; the next is not kept from trying.
      writing = changed.catch(() => undefined);
      return changed;
    },
  };
}

function dataOf(object: KubeObject | undefined): Readonly<Record<string, unknown>> {
  const data = object?.['data'];
  return isObject(data) ? data : {};
}

/** Somebody else has written, made or deleted it meanwhile. */
function isOutdated(error: unknown): boolean {
  return [ErrorCode.ApiConflict, ErrorCode.ApiAlreadyExists, ErrorCode.ApiNotFound].some((code) =>
    isOrkError(error, code),
  );
}
