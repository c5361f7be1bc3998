import type { BenchObject } from '../../../bench/measure/api-client.ts';
import { type Cluster, type Collection, NAMESPACE, type ShopSpec } from './shops.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What is not as it must be once everything has settled; nothing when the cluster has converged. */
export function deviations(
  cluster: Cluster,
  wanted: ReadonlyMap<string, ShopSpec>,
  foreign: ReadonlyMap<string, BenchObject>,
): readonly string[] {
  const found: string[] = [];
  for (const [name, spec] of wanted) found.push(...deviationsOf(name, spec, cluster));
  found.push(...leftovers(cluster, wanted, foreign));
  for (const [key, before] of foreign) {
    const [collection = '', name = ''] = key.split('/');
    const now = cluster[collection as Collection].get(name);
    if (JSON.stringify(now) !== JSON.stringify(before)) found.push(`foreign ${key} was touched`);
  }
  return found;
}

function deviationsOf(name: string, spec: ShopSpec, cluster: Cluster): readonly string[] {
  const found: string[] = [];
  const expect = (what: string, actual: unknown, expected: unknown): void => {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) found.push(`${name}: ${what} is ${left}, expected ${right}`);
  };
  const shop = cluster.shops.get(name);
  const generation = (shop?.metadata as { readonly generation?: number } | undefined)?.generation;
  expect('status.color', shop?.status?.['color'], spec.color);
  expect('status.observedGeneration', shop?.status?.['observedGeneration'], generation);
  expect('Ready', readyOf(shop), 'True');
  const config = cluster.configMaps.get(`${name}-config`) as Fields | undefined;
  expect('config', config?.['data'], { color: spec.color, name });
  const shared = cluster.otherConfigMaps.get(`${name}-shared`) as Fields | undefined;
  expect('shared', shared?.['data'], { color: spec.color });
  const extra = cluster.configMaps.get(`${name}-extra`) as Fields | undefined;
  expect('extra', extra?.['data'], spec.extra ? { on: 'true' } : undefined);
  const secret = cluster.secrets.get(`${name}-auth`) as Fields | undefined;
  expect('secret keys', Object.keys((secret?.['data'] as Fields | undefined) ?? {}).sort(), [
    'password',
    'user',
  ]);
  expect('service', portsOf(cluster.services.get(name)), [[spec.port, 8080]]);
  const deployment = cluster.deployments.get(name);
  expect('containers', containersOf(deployment), [
    [spec.image, [8080], { COLOR: spec.color, MODE: 'fixed' }],
  ]);
  expect('replicas', deployment?.spec?.['replicas'], 1);
  return found;
}

function readyOf(shop: BenchObject | undefined): string | undefined {
  const conditions = shop?.status?.['conditions'] as
    | readonly { readonly type: string; readonly status: string }[]
    | undefined;
  return conditions?.find(({ type }) => type === 'Ready')?.status;
}

function portsOf(service: BenchObject | undefined): unknown {
  const ports = service?.spec?.['ports'] as readonly Fields[] | undefined;
  return ports?.map((port) => [port['port'], port['targetPort']]);
}

function containersOf(deployment: BenchObject | undefined): unknown {
  const template = deployment?.spec?.['template'] as { readonly spec?: Fields } | undefined;
  const containers = template?.spec?.['containers'] as readonly Fields[] | undefined;
  return containers?.map(({ image, ports, env }) => [
    image,
    (ports as readonly Fields[] | undefined)?.map((port) => port['containerPort']),
    Object.fromEntries(
      ((env as readonly Fields[] | undefined) ?? [])
        .map((item) => [String(item['name']), item['value']] as const)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    ),
  ]);
}

/** Objects of shops that are gone; what has an owner reference is for the garbage collector of Kubernetes to remove. */
export function leftovers(
  cluster: Cluster,
  wanted: ReadonlyMap<string, ShopSpec>,
  foreign: ReadonlyMap<string, BenchObject>,
  collected: 'with collected ones' | 'without collected ones' = 'without collected ones',
): readonly string[] {
  const found: string[] = [];
  for (const [collection, objects] of Object.entries(cluster)) {
    for (const [name, { metadata }] of objects) {
      const isCollected = 'ownerReferences' in metadata;
      if (isCollected && collected === 'without collected ones') continue;
      const owner = /^(shop-\d+)/.exec(name)?.[1];
      if (owner === undefined || wanted.has(owner) || foreign.has(`${collection}/${name}`))
        continue;
      found.push(`${collection}/${name} is left over in ${NAMESPACE}`);
    }
  }
  return found;
}
