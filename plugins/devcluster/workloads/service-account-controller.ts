import type { Controller } from '../controllers/controller.ts';
import { storeKey } from '../object/kube-object.ts';
import { Collections } from './collections.ts';
import type { WorkloadClient } from './workload-client.ts';

const DEFAULT = 'default';

/** Keeps the account that Pods run as by default in every namespace. */
export function createServiceAccountController(client: WorkloadClient): Controller {
  return {
    name: 'serviceaccount',
    keysFor: ({ collection, object }) => {
      const { name, namespace } = object.metadata;
      if (collection === Collections.namespaces) return [name];
      const isDefault = collection === Collections.serviceAccounts && name === DEFAULT;
      return isDefault && namespace !== undefined ? [namespace] : [];
    },
    reconcile: (namespace) => {
      const found = client.get(Collections.namespaces, storeKey('', namespace));
      if (found === undefined || found.metadata.deletionTimestamp !== undefined) return undefined;
      if (client.get(Collections.serviceAccounts, storeKey(namespace, DEFAULT)) === undefined) {
        client.create(Collections.serviceAccounts, namespace, { metadata: { name: DEFAULT } });
      }
      return undefined;
    },
  };
}
