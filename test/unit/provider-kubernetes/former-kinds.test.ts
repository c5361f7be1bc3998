import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

const MAP = aBlock('configMaps', { name: 'settings', data: { a: '1' } });
const SERVICE = aBlock('services', { name: 'shop', port: 80, targetPort: '80' });

let rig: ProviderRig;
afterEach(() => rig.stop.abort());

const begin = async (notes: readonly string[]) => {
  const begun = rig.provider.begin?.({ crd: rig.owner.crd, notes }, rig.signal);
  await rig.clock.settle();
  return begun;
};

/** A second provider on the cluster of the first, as after a restart. */
async function restart(blocks: Parameters<typeof aRig>[0]): Promise<void> {
  const { cluster } = rig;
  rig.stop.abort();
  rig = await aRig(blocks, { cluster });
}

describe('kinds of earlier revisions', () => {
  test('are noted as they may be made, each once', async () => {
    rig = await aRig([MAP, SERVICE, aBlock('configMaps', { name: 'copy', namespace: 'other' })]);
    expect(await begin([])).toEqual({
      notes: ['v1/ConfigMap', 'v1/Service (own namespace)'],
      warnings: [],
    });
  });

  test('are pruned when something of them is left', async () => {
    rig = await aRig([MAP, SERVICE]);
    await rig.cycle([MAP, SERVICE]);
    await restart([MAP]);

    const answer = await begin(['v1/ConfigMap (own namespace)', 'v1/Service (own namespace)']);

    expect(answer?.notes).toContain('v1/Service (own namespace)');
    const { operations } = await rig.plan([MAP]);
    expect(operations).toMatchObject([{ verb: 'delete', resource: 'services' }]);
  });

  test('are forgotten when nothing of them is left', async () => {
    rig = await aRig([MAP]);
    expect(await begin(['v1/Service', 'v1/Secret'])).toEqual({
      notes: ['v1/ConfigMap (own namespace)'],
      warnings: [],
    });
  });

  test('that may not be listed stay noted, with a warning', async () => {
    rig = await aRig([MAP]);
    const { list } = rig.cluster;
    rig.cluster.list = (type, options, signal) =>
      type.kind === 'Service'
        ? Promise.reject(new OrkError('no', { code: ErrorCode.ApiForbidden }))
        : list.call(rig.cluster, type, options, signal);

    const answer = await begin(['v1/Service']);

    expect(answer?.notes).toContain('v1/Service');
    expect(answer?.warnings.join()).toContain('v1/Service is not pruned');
  });

  test('that are not served stay noted, with a warning', async () => {
    rig = await aRig([MAP]);
    const answer = await begin(['gone.example.org/v1/Thing']);
    expect(answer?.notes).toContain('gone.example.org/v1/Thing');
    expect(answer?.warnings.join()).toContain('not served');
  });

  test.each(['', 'nonsense', '/'])('are not read from the note %o', async (note) => {
    rig = await aRig([MAP]);
    expect(await begin([note])).toEqual({ notes: ['v1/ConfigMap (own namespace)'], warnings: [] });
  });
});
