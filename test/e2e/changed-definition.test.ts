import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CrdHealth, compile, type DecisionRecord } from '../../core/index.ts';
import { createBlockProviders } from '../../plugins/cli/compose.ts';
import {
  createKubernetesCluster,
  type KubernetesCluster,
} from '../../providers/kubernetes/client/kubernetes-cluster.ts';
import { loadConnection } from '../../providers/kubernetes/client/load-connection.ts';
import { commandWorld } from '../helpers/command-io.ts';
import { type Operating, operateOn } from '../integration/support/world.ts';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';

const KATALOG = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: shops }
spec:
  crds:
    shop:
      apiTypes: { group: shop.example.org, version: v1, kind: Shop, plural: shops }
      operatorBox:
        onReconcile:
          configMaps: [{ name: "{{ .metadata.name }}", data: { size: "{{ .spec.size }}" } }]
        status: { fields: [{ path: size, value: "{{ .spec.size }}" }] }
`;

interface Definition {
  readonly status?: object;
  readonly hasStatus?: boolean;
  readonly scope?: 'Namespaced' | 'Cluster';
  readonly served?: 'v1' | 'v2' | 'both';
}

const SIZE = { size: { type: 'string' } };

/** The definition of shops; what is not said is right for the Katalog. */
function definition({
  status = SIZE,
  hasStatus = true,
  scope = 'Namespaced',
  served = 'v1',
}: Definition = {}): string {
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const own = {
    observedGeneration: { type: 'integer' },
    conditions: { type: 'array', items: open },
  };
  const properties = { spec: open, status: { type: 'object', properties: { ...status, ...own } } };
  const version = (name: string) => ({
    name,
    served: served === 'both' || served === name,
    storage: name === 'v1',
    ...(hasStatus ? { subresources: { status: {} } } : {}),
    schema: { openAPIV3Schema: { type: 'object', properties } },
  });
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'shops.shop.example.org' },
    spec: {
      group: 'shop.example.org',
      names: { kind: 'Shop', plural: 'shops', singular: 'shop' },
      scope,
      versions: [version('v1'), version('v2')],
    },
  });
}

let controlPlane: ControlPlane;
let kubeconfigPath: string;
let cluster: KubernetesCluster;
let operating: Operating;

const shop = (size: string): string =>
  JSON.stringify({
    apiVersion: 'shop.example.org/v1',
    kind: 'Shop',
    metadata: { name: 'corner', namespace: 'default' },
    spec: { size },
  });
const apply = (input: string): Promise<string> =>
  controlPlane.requireKubectl(['apply', '-f', '-'], { input });
const stored = (path: string): Promise<string> =>
  controlPlane.requireKubectl([
    'get',
    'shops.v1.shop.example.org',
    'corner',
    '-o',
    `jsonpath={${path}}`,
  ]);
const until = (holds: (record: DecisionRecord) => boolean): Promise<DecisionRecord | undefined> =>
  eventually(
    async () => operating.decisions.at(-1),
    (record) => record !== undefined && holds(record),
  );
const health = (holds: (health: CrdHealth) => boolean): Promise<CrdHealth | undefined> =>
  eventually(
    async () => operating.runtime.crds[0]?.health(),
    (found) => found !== undefined && holds(found),
  );
const outcome = ({ status }: DecisionRecord): string | undefined =>
  status.fields.find(({ path }) => path === 'size')?.outcome;

beforeAll(async () => {
  controlPlane = await startControlPlane({ workloads: true });
  kubeconfigPath = await controlPlane.kubeconfigFor('admin');
});

afterAll(() => controlPlane?.stop());

describe('a definition that changes while the operator runs', () => {
  beforeEach(async () => {
    await apply(definition());
    await eventually(
      () => apply(shop('small')),
      () => true,
    );
    const { problems, program } = await compile({
      documents: [{ file: 'katalog.yaml', text: KATALOG }],
      providers: createBlockProviders(),
      defaults: { workers: 2, resyncMs: 600_000, failureThreshold: 3, clusterName: 'test' },
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const connection = await loadConnection({ kubeconfigPath });
    cluster = createKubernetesCluster({ connection, version: 'e2e' });
    operating = operateOn(cluster, program?.crds ?? []);
    await until(({ outcome: came }) => came === 'settled');
  });

  afterEach(async () => {
    await operating.stop();
    await cluster.close();
    await controlPlane.requireKubectl(['delete', 'crd', 'shops.shop.example.org', '--wait']);
  });

  test('a status field that the schema loses is told as dropped, and written once it is back', async () => {
    await apply(definition({ status: {} }));
    await eventually(
      async () => {
        await apply(shop('small'));
        await apply(shop('medium'));
        return operating.decisions.at(-1);
      },
      (record) => record !== undefined && outcome(record) === 'dropped',
    );

    await apply(definition());

    await eventually(
      () => stored('.status.size'),
      (size) => size === 'medium',
    );
  });

  test('a status subresource that is gone is told, and used once it is back', async () => {
    await apply(definition({ hasStatus: false }));
    const record = await eventually(
      async () => {
        await apply(shop('small'));
        await apply(shop('medium'));
        return operating.decisions.at(-1);
      },
      (found) => found?.message.includes('no status subresource') === true,
    );
    expect(record === undefined ? undefined : outcome(record)).toBe('dropped');

    await apply(definition());

    await eventually(
      () => stored('.status.size'),
      (size) => size === 'medium',
    );
  });

  test('a version that is no longer served is told by health, and worked on once it is', async () => {
    await apply(definition({ served: 'v2' }));
    const missing = await health(({ state }) => state === 'missing');
    expect(missing?.reason).toBe('shops.shop.example.org is installed and serves v2, not v1');
    expect(missing?.healthy).toBe(false);

    await apply(definition({ served: 'both' }));
    await health(({ state }) => state === 'healthy' || state === 'started');
    await eventually(
      () => apply(shop('large')),
      () => true,
    );

    await eventually(
      () => stored('.status.size'),
      (size) => size === 'large',
    );
  });

  test('another scope is told by health', async () => {
    await controlPlane.requireKubectl(['delete', 'crd', 'shops.shop.example.org', '--wait']);
    await health(({ state }) => state === 'missing');

    await apply(definition({ scope: 'Cluster' }));

    const found = await health(({ reason }) => reason.includes('luster'));
    expect(found?.healthy).toBe(false);
    expect(found?.reason).toMatch(/scope|namespaced|cluster/i);
  });

  test('ork template --live tells what would become of it, and stores nothing', async () => {
    const world = await commandWorld({
      files: { 'katalog.yaml': KATALOG, 'cr.yaml': shop('large') },
    });
    const folder = await mkdtemp(join(tmpdir(), 'ork-live-'));
    try {
      await writeFile(join(folder, 'same.yaml'), shop('small'));
      const live = (file: string) =>
        world.ork('template', '--cr', file, '--live', '--kubeconfig', kubeconfigPath, '-o', 'json');

      const same = await live(join(folder, 'same.yaml'));
      const other = await live('cr.yaml');

      expect(JSON.parse(same.stdout).objects[0].objects).toMatchObject([
        { outcome: 'as-declared' },
      ]);
      expect(same.code).toBe(0);
      expect(JSON.parse(other.stdout).objects[0].objects).toMatchObject([
        {
          outcome: 'would-update',
          changes: [{ path: 'data.size', from: 'small', to: 'large' }],
        },
      ]);
      expect(other.code).toBe(2);
      expect(await stored('.spec.size')).toBe('small');
      expect(
        await controlPlane.requireKubectl(['get', 'cm', 'corner', '-o', 'jsonpath={.data.size}']),
      ).toBe('small');
    } finally {
      await rm(folder, { recursive: true });
      await world.remove();
    }
  });
});
