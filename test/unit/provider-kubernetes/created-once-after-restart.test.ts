import { afterEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;
afterEach(() => rig.stop.abort());

const DEPLOYMENT: JsonObject = { name: 'x', image: 'a', replicas: 3 };

/** A Deployment that was only created, of which a webhook set the replicas, seen by a process that did not make it. */
async function afterRestart(generation: number, block = DEPLOYMENT) {
  const cluster = new FakeCluster();
  cluster.normalise = (object) => {
    const metadata = { ...object.metadata, generation };
    return object.kind === 'Deployment'
      ? { ...object, metadata, spec: { ...(object['spec'] as JsonObject), replicas: 1 } }
      : object;
  };
  const made = aBlock('deployments', DEPLOYMENT, { mode: 'ensure' });
  rig = await aRig([made], { cluster });
  await rig.cycle([made]);
  rig.stop.abort();
  const present = aBlock('deployments', block, { mode: 'ensure' });
  rig = await aRig([present], { cluster });
  const [found] = (await rig.plan([present])).unchanged;
  return found;
}

test('what differs since it was created is what the API server made of it', async () => {
  const found = await afterRestart(1);

  expect(found).not.toHaveProperty('standing');
  expect(found?.stored).toEqual([{ path: 'spec.replicas', from: 3, to: 1 }]);
});

test.each([
  { title: 'it was changed since', generation: 2, block: DEPLOYMENT },
  { title: 'it is declared otherwise', generation: 1, block: { ...DEPLOYMENT, replicas: 5 } },
])('$title: it is kept', async ({ generation, block }) => {
  const found = await afterRestart(generation, block);

  expect(found?.standing?.decision).toBe('kept');
  expect(found?.standing?.changes?.map(({ path }) => path)).toContain('spec.replicas');
});
