import type { DesiredBlock, Owner } from '../../core/index.ts';
import { MemoryProvider } from './memory-provider.ts';
import { describeProvider } from './provider.ts';

const OWNER: Owner = {
  crd: 'shop',
  gvk: { group: 'demo.orkestra.io', version: 'v1', kind: 'Shop' },
  namespaced: true,
  object: {
    apiVersion: 'demo.orkestra.io/v1',
    kind: 'Shop',
    metadata: { name: 'shop', namespace: 'default', uid: 'owner-1' },
  },
};

function bucket(name: string): DesiredBlock {
  const block = { name, region: 'eu' };
  return { entry: `memory.${name}`, kind: 'buckets', mode: 'apply', block, force: true };
}

describeProvider('memory', async () => {
  const provider = new MemoryProvider();
  return {
    provider,
    owner: OWNER,
    desired: [bucket('assets'), bucket('backups')],
    impossible: bucket('No Bucket'),
    lasting: bucket('archive'),
    faults: [{ kind: 'buckets', block: { name: 'A', region: 'eu' }, path: ['name'] }],
    nowMs: 0,
    settle: async () => provider.finish(),
    dispose: async () => undefined,
  };
});
