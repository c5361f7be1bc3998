import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';
import { grantGeneratedRbac, OPERATOR, type Operator, startOperator } from './support/operator.ts';

const file = (name: string): string =>
  fileURLToPath(new URL(`./lifecycle/${name}`, import.meta.url));

const CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'shops.prune.example.org' },
  spec: {
    group: 'prune.example.org',
    names: { kind: 'Shop', plural: 'shops', singular: 'shop' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    ],
  },
};

describe('what an earlier revision left, on a real API server', () => {
  let controlPlane: ControlPlane;
  let operator: Operator | undefined;

  const kubectl = (args: readonly string[], input?: object): Promise<string> =>
    controlPlane.requireKubectl(
      [...args],
      input === undefined ? {} : { input: JSON.stringify(input) },
    );
  const shop = (name: string): object => ({
    apiVersion: 'prune.example.org/v1',
    kind: 'Shop',
    metadata: { name, namespace: 'default', labels: { tier: 'gold' } },
    spec: {},
  });
  const owned = async (): Promise<readonly string[]> => {
    const kinds = 'configmaps,services,networkpolicies';
    const printed = await kubectl(['get', kinds, '-A', '-l', 'orkestra-owner', '-o', 'name']);
    return printed.split('\n').filter(Boolean).sort();
  };
  const are = (...names: readonly string[]): Promise<unknown> =>
    eventually(owned, (found) => String(found) === String(names), 30_000);

  beforeAll(async () => {
    controlPlane = await startControlPlane({ workloads: true, users: [{ name: OPERATOR }] });
    await kubectl(['apply', '-f', '-'], CRD);
    await kubectl(['create', 'namespace', 't1']);
    await eventually(
      () => kubectl(['get', 'shops']),
      () => true,
      30_000,
    );
    await grantGeneratedRbac(controlPlane, file('katalog.yaml'));
  });
  afterAll(async () => {
    await operator?.stop();
    await controlPlane?.stop();
  });

  test('kinds that left the Katalog while no process ran are pruned', async () => {
    operator = await startOperator(controlPlane, { name: 'first', katalog: file('katalog.yaml') });
    await kubectl(['apply', '-f', '-'], shop('s'));
    await are(
      'configmap/s-cm',
      'configmap/s-copy',
      'networkpolicy.networking.k8s.io/s-np',
      'service/s-svc',
    );
    await operator.stop();

    operator = await startOperator(controlPlane, {
      name: 'second',
      katalog: file('katalog-later.yaml'),
    });

    await are('configmap/s-cm', 'configmap/s-copy');
    expect(await operator.get('/katalog/store/health')).toMatchObject({ warnings: [] });
  });

  test('a custom resource that has left the selection can be deleted', async () => {
    await kubectl(['label', 'shop', 's', 'tier=silver', '--overwrite']);
    await eventually(
      () => operator?.get('/katalog/store/health') ?? Promise.resolve({}),
      (health) => JSON.stringify(health).includes('no operator selects it any more'),
      30_000,
    );
    await kubectl(['delete', 'shop', 's', '--timeout=30s']);

    // What has an owner reference is the garbage collector's.
    expect(await owned()).not.toContain('configmap/s-copy');
  });
});
