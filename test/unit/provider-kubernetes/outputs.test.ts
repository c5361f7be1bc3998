import { afterEach, describe, expect, test } from 'vitest';
import { describeKubernetes } from '../../../providers/kubernetes/describe.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const APIS = [
  aBlock('deployments', { name: 'b-api', image: 'a' }, { entry: 'b' }),
  aBlock('deployments', { name: 'a-api', image: 'a' }, { entry: 'a' }),
];

describe('children', () => {
  test('are there by plural and name, with a status in any case', async () => {
    rig = await aRig(APIS);
    await rig.cycle(APIS);

    const { outputs } = await rig.observe(['deployments/b-api', 'deployments/a-api']);

    expect(outputs).toMatchObject({
      deployments: { 'a-api': { status: {} }, 'b-api': { kind: 'Deployment' } },
    });
  });

  test('the singular is the first declared that exists', async () => {
    rig = await aRig(APIS);
    await rig.cycle(APIS);

    const names = ['deployments/none', 'deployments/b-api', 'deployments/a-api'];
    const { outputs } = await rig.observe(names);

    expect(outputs).toMatchObject({ deployment: { metadata: { name: 'b-api' } } });
  });

  test('the singular job is the newest', async () => {
    const jobs = ['build', 'test'].map((name) =>
      aBlock('jobs', { name, image: 'a' }, { entry: name }),
    );
    rig = await aRig(jobs);
    await rig.cycle(jobs);
    const target = { type: rig.typeOf('Job'), ref: { namespace: 'default', name: 'build' } };

    const tied = await rig.observe(['jobs/build', 'jobs/test']);
    rig.cluster.edit(target, (object) => ({
      ...object,
      metadata: { ...object.metadata, creationTimestamp: '2026-01-02T00:00:00Z' },
    }));
    await rig.clock.settle();
    const newer = await rig.observe(['jobs/build', 'jobs/test']);

    expect(tied.outputs).toMatchObject({ job: { metadata: { name: 'test' } } });
    expect(newer.outputs).toMatchObject({ job: { metadata: { name: 'build' } } });
  });

  test('what does not exist has a placeholder, what is not declared has no key', async () => {
    rig = await aRig(APIS);

    const { outputs } = await rig.observe(['persistentVolumeClaims/data']);

    const placeholder = { _placeholder: true, status: {} };
    expect(outputs).toEqual({
      persistentVolumeClaims: {},
      persistentvolumeclaims: {},
      pvcs: {},
      persistentVolumeClaim: placeholder,
      persistentvolumeclaim: placeholder,
      pvc: placeholder,
    });
  });

  test('every kind stands under its plural and singular, in camel case and in small letters', async () => {
    for (const { key, outputs: keys } of describeKubernetes().kinds) {
      rig = await aRig(APIS);
      const { outputs } = await rig.observe([`${key}/x`]);

      const names = [...(keys?.byName ?? []), ...(keys?.single ?? [])];
      expect(Object.keys(outputs).sort()).toEqual([...names].sort());
      expect(names).toContain(key === 'custom' ? 'customs' : key);
      expect(names).toEqual(expect.arrayContaining(names.map((name) => name.toLowerCase())));
    }
  });

  test('a declaration without a name means the default one', async () => {
    const block = aBlock('services', { port: 80 });
    rig = await aRig([block]);
    await rig.cycle([block]);

    const { outputs } = await rig.observe(['services/']);

    expect(outputs).toMatchObject({ service: { metadata: { name: 'shop-svc' } } });
  });
});
