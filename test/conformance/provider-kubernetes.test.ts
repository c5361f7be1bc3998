import { aBlock, ProviderRig, START_MS } from '../unit/provider-kubernetes/a-provider.ts';
import { createOnCluster, KUBECONFIG } from './kubernetes-cluster-rig.ts';
import { describeProvider, type ProviderUnderTest } from './provider.ts';

const DESIRED = [
  aBlock('configMaps', { name: 'settings', data: { mode: 'fast' } }),
  aBlock('deployments', { name: 'shop', image: 'nginx:1.29', replicas: '2', port: 8080 }),
  aBlock('services', { name: 'shop', port: 80, targetPort: '8080' }),
  aBlock('secrets', { name: 'shop-tls', tls: { dnsNames: ['shop.example.com'], validFor: '90d' } }),
];

const CASES = {
  desired: DESIRED,
  impossible: aBlock(
    'deployments',
    { name: 'shop', image: 'nginx', replicas: 'three' },
    { entry: 'onReconcile.deployments[9]' },
  ),
  faults: [
    { kind: 'deployments', block: { image: 'a', replicas: 'three' }, path: ['replicas'] },
    { kind: 'deployments', block: { image: 'a', replcas: 2 }, path: ['replcas'] },
    { kind: 'services', block: { name: '1st', port: 80 }, path: ['name'] },
    {
      kind: 'deployments',
      block: { image: 'a', probes: { liveness: { type: 'htp', port: 80 } } },
      path: ['probes', 'liveness', 'type'],
    },
  ],
};

async function createInMemory(): Promise<ProviderUnderTest> {
  const rig = new ProviderRig();
  const lasting = aBlock('secrets', { name: 'copy', namespace: 'other', data: { a: 'b' } });
  await rig.attach([...DESIRED, lasting]);
  return {
    ...CASES,
    provider: rig.provider,
    owner: rig.owner,
    lasting,
    nowMs: START_MS,
    async settle() {
      rig.cluster.finishAll();
      await rig.clock.settle();
    },
    dispose: async () => rig.stop.abort(),
  };
}

describeProvider('kubernetes', createInMemory);

const kubeconfig = KUBECONFIG;
if (kubeconfig !== undefined) {
  describeProvider('kubernetes on an API server', () => createOnCluster(kubeconfig, CASES));
}
