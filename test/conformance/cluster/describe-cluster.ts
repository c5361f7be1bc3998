import { afterAll, beforeAll, describe } from 'vitest';
import { type ApiClient, type ClusterConnection, createApiClient } from './api-client.ts';
import type { ClusterContext, Context } from './cluster-context.ts';
import { cronCases } from './cron-cases.ts';
import { customResourceCases } from './custom-resource-cases.ts';
import { defaultCases } from './default-cases.ts';
import { deletionCases } from './deletion-cases.ts';
import { discoveryCases } from './discovery-cases.ts';
import { listCases } from './list-cases.ts';
import { objectCases } from './object-cases.ts';
import { patchCases } from './patch-cases.ts';
import { podUpdateCases } from './pod-update-cases.ts';
import { serverSideApplyCases } from './server-side-apply-cases.ts';
import { tableCases } from './table-cases.ts';
import { validationCases } from './validation-cases.ts';
import { watchCases } from './watch-cases.ts';
import { workloadCases } from './workload-cases.ts';

const GROUPS: Readonly<Record<string, (context: Context) => void>> = {
  discovery: discoveryCases,
  objects: objectCases,
  lists: listCases,
  watches: watchCases,
  patches: patchCases,
  'server-side apply': serverSideApplyCases,
  'custom resources': customResourceCases,
  'cron jobs': cronCases,
  deletion: deletionCases,
  defaults: defaultCases,
  tables: tableCases,
  values: validationCases,
  'pod updates': podUpdateCases,
  workloads: workloadCases,
};

/**
 * What a Kubernetes API has to answer, over plain HTTP. The development cluster and a real kube-apiserver (with
 * kube-controller-manager) pass the same cases.
 */
export function describeCluster(name: string, connect: () => Promise<ClusterConnection>): void {
  describe(name, () => {
    let connection: ClusterConnection;
    let client: ApiClient;
    const unique = Date.now().toString(36);

    beforeAll(async () => {
      connection = await connect();
      client = createApiClient(connection);
    });

    afterAll(async () => {
      client?.close();
      await connection?.stop();
    });

    for (const [group, cases] of Object.entries(GROUPS)) {
      describe(group, () => {
        const namespace = `${group.replaceAll(' ', '-')}-${unique}`;
        const context = (): ClusterContext => ({ client, namespace, unique });

        beforeAll(async () => {
          const metadata = { name: namespace };
          await client.post('/api/v1/namespaces', {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata,
          });
        });

        cases(context);
      });
    }
  });
}
