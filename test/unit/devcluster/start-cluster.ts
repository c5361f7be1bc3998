import { onTestFinished } from 'vitest';
import { silentLogger } from '../../../core/log.ts';
import {
  createDevCluster,
  type DevCluster,
  type DevClusterOptions,
} from '../../../plugins/devcluster/index.ts';
import { type ApiClient, createApiClient } from '../../conformance/cluster/api-client.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';

/** A cluster whose time stands still until moved, with a client; both end with the test. */
export interface StartedCluster {
  readonly cluster: DevCluster;
  readonly client: ApiClient;
  readonly clock: FakeClock;
}

export async function startCluster(
  options: Partial<DevClusterOptions> = {},
): Promise<StartedCluster> {
  const clock = fakeClock({ startMs: Date.parse('2026-01-01T00:00:30Z') });
  const cluster = createDevCluster({ clock, log: silentLogger, ...options });
  await cluster.start(new AbortController().signal);
  const connection = {
    url: cluster.url,
    token: cluster.token,
    ca: cluster.certificate,
    stop: () => cluster.stop(),
  };
  const client = createApiClient(connection);
  onTestFinished(async () => {
    client.close();
    await cluster.stop();
  });
  return { cluster, client, clock };
}

export const MAPS = '/api/v1/namespaces/default/configmaps';

export function configMap(name: string, rest: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...rest };
}
