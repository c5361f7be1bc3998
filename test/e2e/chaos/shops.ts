import type { ApiClient, BenchObject } from '../../../bench/measure/api-client.ts';
import type { Random } from './random.ts';

/** Spec of a custom resource; what its children hold follows from it. */
export interface ShopSpec {
  readonly color: string;
  readonly image: string;
  readonly port: number;
  readonly extra: boolean;
}

export const NAMESPACE = 'default';
export const OTHER_NAMESPACE = 'chaos-other';

/** Where the test looks. */
export type Collection =
  | 'shops'
  | 'configMaps'
  | 'otherConfigMaps'
  | 'secrets'
  | 'services'
  | 'deployments';

export const paths: Readonly<Record<Collection, string>> = {
  shops: '/apis/chaos.example.org/v1/namespaces/default/shops',
  configMaps: '/api/v1/namespaces/default/configmaps',
  otherConfigMaps: '/api/v1/namespaces/chaos-other/configmaps',
  secrets: '/api/v1/namespaces/default/secrets',
  services: '/api/v1/namespaces/default/services',
  deployments: '/apis/apps/v1/namespaces/default/deployments',
};

/** A spec drawn at random. */
export function randomSpec(random: Random): ShopSpec {
  return {
    color: random.pick(['red', 'green', 'blue', 'black']),
    image: random.pick(['nginx:1.27', 'nginx:1.28', 'redis:7']),
    port: random.between(80, 85),
    extra: random.below(2) === 0,
  };
}

/** A custom resource of the test. */
export function aShop(name: string, spec: ShopSpec): object {
  return {
    apiVersion: 'chaos.example.org/v1',
    kind: 'Shop',
    metadata: { name, namespace: NAMESPACE },
    spec,
  };
}

/** Everything of the test in the cluster, by collection and name. */
export type Cluster = Readonly<Record<Collection, ReadonlyMap<string, BenchObject>>>;

export async function readCluster(client: ApiClient): Promise<Cluster> {
  const read = async (collection: Collection): Promise<ReadonlyMap<string, BenchObject>> => {
    const items = await client.list(paths[collection]);
    return new Map(items.map((item) => [item.metadata.name, item]));
  };
  const [shops, configMaps, otherConfigMaps, secrets, services, deployments] = await Promise.all([
    read('shops'),
    read('configMaps'),
    read('otherConfigMaps'),
    read('secrets'),
    read('services'),
    read('deployments'),
  ]);
  return { shops, configMaps, otherConfigMaps, secrets, services, deployments };
}
