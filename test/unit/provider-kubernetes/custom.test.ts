import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCode, type JsonObject, type ResourceType } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const CERTIFICATE: ResourceType = {
  group: 'cert-manager.io',
  version: 'v1',
  kind: 'Certificate',
  plural: 'certificates',
  namespaced: true,
  subresources: ['status'],
  verbs: [],
};

function certificate(rest: JsonObject = {}) {
  return aBlock('custom', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'shop-tls' },
    spec: { dnsNames: ['shop.example.com'] },
    ...rest,
  });
}

function installed(...types: readonly ResourceType[]): FakeCluster {
  const cluster = new FakeCluster();
  for (const type of types) cluster.install(type);
  return cluster;
}

describe('custom', () => {
  test('a kind that is not installed fails its own entry and recovers when it appears', async () => {
    const map = aBlock('configMaps', { name: 'cfg', data: { a: 'b' } });
    rig = await aRig([certificate(), map]);

    const missing = await rig.plan([certificate(), map]);
    rig.cluster.install(CERTIFICATE);
    await rig.clock.advance(5_000);
    const present = await rig.cycle([certificate(), map]);

    expect(missing.failures).toMatchObject([
      {
        entry: 'onReconcile.custom[0]',
        error: {
          code: ErrorCode.KindUnknown,
          details: { text: 'cert-manager.io/v1/Certificate is not installed in the cluster' },
        },
      },
    ]);
    expect(missing.operations).toMatchObject([{ resource: 'configMaps' }]);
    expect(present.failures).toEqual([]);
    expect(rig.cluster.peek('Certificate', 'shop-tls')).toBeDefined();
  });

  test('is enforced quietly and found again', async () => {
    rig = await aRig([certificate()], { cluster: installed(CERTIFICATE) });
    await rig.cycle([certificate()]);

    const again = await rig.cycle([certificate()]);
    const changed = await rig.cycle([certificate({ spec: { dnsNames: ['a', 'b'] } })]);
    const gone = await rig.cycle([]);

    expect(again.operations).toEqual([]);
    expect(changed.operations).toMatchObject([{ reason: 'spec.dnsNames differs' }]);
    expect(gone.operations).toMatchObject([
      { verb: 'delete', kind: 'custom', resource: 'Certificate' },
    ]);
  });

  test('starts with its status and leaves it to others from then on', async () => {
    const block = certificate({ status: { phase: 'New' } });
    rig = await aRig([block], { cluster: installed(CERTIFICATE) });
    await rig.cycle([block]);
    const ref = { namespace: 'default', name: 'shop-tls' };

    expect(rig.cluster.peek('Certificate', 'shop-tls')?.['status']).toEqual({ phase: 'New' });
    expect(rig.cluster.requests).toMatchObject({ apply: 1, patch: 1 });
    rig.cluster.edit({ type: CERTIFICATE, ref }, (object) => ({
      ...object,
      status: { phase: 'Done' },
    }));
    await rig.clock.settle();
    expect((await rig.plan([block])).operations).toEqual([]);
  });

  test('a scope that does not agree with the cluster is refused', async () => {
    const block = certificate({ metadata: { name: 'shop-tls', namespaced: false } });
    rig = await aRig([block], { cluster: installed(CERTIFICATE) });

    const { failures } = await rig.plan([block]);

    expect(failures).toMatchObject([
      {
        error: {
          code: ErrorCode.ResourceInvalid,
          details: {
            text: 'onReconcile.custom[0]: metadata.namespaced: is false, but Certificate is namespaced',
          },
        },
      },
    ]);
  });

  test('a cluster-scoped child asks for cleanup', async () => {
    const block = certificate();
    rig = await aRig([block], { cluster: installed({ ...CERTIFICATE, namespaced: false }) });

    const plan = await rig.cycle([block]);

    expect(plan.needsCleanup).toBe(true);
    expect(rig.cluster.peek('Certificate', 'shop-tls', '')).toBeDefined();
    const cleanup = await rig.plan([], { phase: 'cleanup' });
    expect(cleanup.operations).toMatchObject([{ verb: 'delete', name: 'shop-tls' }]);
  });
});
