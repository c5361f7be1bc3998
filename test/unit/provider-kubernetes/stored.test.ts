import { afterEach, describe, expect, test } from 'vitest';
import type { KubeObject, OperationResult } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

type Fields = Readonly<Record<string, unknown>>;

const BLOCK = aBlock('configMaps', { name: 'x', data: { a: 'ours', b: 'ours' } });
const SECRET = aBlock('secrets', { name: 'x', data: { a: 'ours' } });

/** An API server behind which something changes the data of what is written. */
function changing(change: (data: Fields) => Fields): FakeCluster {
  const cluster = new FakeCluster();
  cluster.normalise = (object: KubeObject) => ({
    ...object,
    data: change(object['data'] as Fields),
  });
  return cluster;
}

async function applyFirst(): Promise<OperationResult> {
  const [operation] = (await rig.plan([BLOCK])).operations;
  if (operation === undefined) throw new TypeError('nothing to do');
  const result = await rig.provider.apply(operation, { owner: rig.owner, signal: rig.signal });
  await rig.clock.settle();
  return result;
}

const DROPPED = { path: 'data.b', from: 'ours' };
const ALTERED = { path: 'data.b', from: 'ours', to: 'theirs' };

describe.each([
  { title: 'dropped', change: ({ b: _, ...rest }: Fields) => rest, stored: DROPPED },
  { title: 'altered', change: (data: Fields) => ({ ...data, b: 'theirs' }), stored: ALTERED },
])('a declared field that is $title on its way', ({ change, stored }) => {
  test('is in the answer to the write, and in every plan after it', async () => {
    rig = await aRig([BLOCK], { cluster: changing(change) });

    expect(await applyFirst()).toMatchObject({ outcome: 'done', stored: [stored] });

    for (let cycle = 0; cycle < 3; cycle += 1) {
      const { operations, unchanged } = await rig.cycle([BLOCK]);
      expect(operations).toEqual([]);
      expect(unchanged[0]?.stored).toEqual([stored]);
    }
  });

  test('is the same after a restart, without anything written', async () => {
    const cluster = changing(change);
    rig = await aRig([BLOCK], { cluster });
    await rig.cycle([BLOCK]);
    rig.stop.abort();
    rig = await aRig([BLOCK], { cluster });

    expect(await applyFirst()).toMatchObject({
      became: { decision: 'unchanged' },
      stored: [stored],
    });
    expect((await rig.plan([BLOCK])).unchanged[0]?.stored).toEqual([stored]);
  });
});

test('values of a Secret that are stored otherwise are not shown', async () => {
  rig = await aRig([SECRET], { cluster: changing(() => ({ a: 'dGhlaXJz' })) });
  await rig.cycle([SECRET]);

  expect((await rig.cycle([SECRET])).unchanged[0]?.stored).toEqual([{ path: 'data.a' }]);
});
