import { afterEach, describe, expect, test } from 'vitest';
import type { DesiredBlock, JsonObject, Standing } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

interface Mode {
  readonly title: string;
  readonly kind: string;
  readonly rest: Partial<DesiredBlock>;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly reason: string;
  readonly path: string;
}

const MODES: readonly Mode[] = [
  {
    title: 'onCreate without reconcile',
    kind: 'deployments',
    rest: { mode: 'ensure' },
    before: { name: 'x', image: 'one' },
    after: { name: 'x', image: 'two' },
    reason: 'differs, created once (reconcile: false)',
    path: 'spec.template.spec.containers[x].image',
  },
  {
    title: 'once',
    kind: 'secrets',
    rest: { mode: 'once', volatile: [['data', 'random']] },
    before: { name: 'x', once: true, data: { user: 'one', random: 'r1' } },
    after: { name: 'x', once: true, data: { user: 'two', random: 'r2' } },
    reason: 'differs, created once (once: true)',
    path: 'data.user',
  },
  {
    title: 'once, between rotations',
    kind: 'secrets',
    rest: { mode: 'once' },
    before: { name: 'x', once: true, rotateAfter: '30d', data: { user: 'one' } },
    after: { name: 'x', once: true, rotateAfter: '30d', data: { user: 'two' } },
    reason: 'differs, created once (once: true)',
    path: 'data.user',
  },
  {
    title: 'a Job of onCreate',
    kind: 'jobs',
    rest: { mode: 'once' },
    before: { name: 'x', image: 'one' },
    after: { name: 'x', image: 'two' },
    reason: 'differs, a Job is created once',
    path: 'spec.template.spec.containers[x].image',
  },
  {
    title: 'a Job of onReconcile, in what could be changed',
    kind: 'jobs',
    rest: { mode: 'once', onImmutable: 'report' },
    before: { name: 'x', image: 'one', backoffLimit: 1 },
    after: { name: 'x', image: 'one', backoffLimit: 2 },
    reason: 'differs, a Job is created once',
    path: 'spec.backoffLimit',
  },
  {
    title: 'a certificate of onCreate',
    kind: 'secrets',
    rest: { mode: 'ensure' },
    before: { name: 'x', tls: { commonName: 'a.example.org' } },
    after: { name: 'x', tls: { commonName: 'b.example.org' } },
    reason: 'differs, created once (reconcile: false)',
    path: 'metadata.annotations.orkestra.orkspace.io/certificate-hash',
  },
];

/** How an object stands that was made as one block says, under another. */
async function standingAfter(
  { kind, rest }: Pick<Mode, 'kind' | 'rest'>,
  [before, after]: readonly [JsonObject, JsonObject],
): Promise<Standing | undefined> {
  rig = await aRig([aBlock(kind, before, rest)]);
  await rig.cycle([aBlock(kind, before, rest)]);
  const { operations, unchanged } = await rig.cycle([aBlock(kind, after, rest)]);
  expect(operations).toEqual([]);
  const again = await rig.plan([aBlock(kind, after, rest)]);
  expect(again.unchanged).toEqual(unchanged);
  return unchanged[0]?.standing;
}

describe('what is left as it is by intent', () => {
  test.each(MODES)('$title: it is kept, with the fields that differ', async (mode) => {
    const standing = await standingAfter(mode, [mode.before, mode.after]);

    expect(standing).toMatchObject({ decision: 'kept', reason: mode.reason });
    expect(standing?.changes?.map(({ path }) => path)).toEqual([mode.path]);
  });

  test.each(MODES)('$title: what equals is unchanged', async (mode) => {
    expect(await standingAfter(mode, [mode.before, mode.before])).toBeUndefined();
  });

  test('values of Secrets are not shown', async () => {
    const [, once] = MODES;
    if (once === undefined) throw new TypeError('no mode');
    const standing = await standingAfter(once, [once.before, once.after]);

    expect(standing?.changes).toEqual([{ path: 'data.user' }]);
  });

  test('a field that is no longer declared makes it differ too', async () => {
    const standing = await standingAfter({ kind: 'deployments', rest: { mode: 'ensure' } }, [
      { name: 'x', image: 'i', env: { A: 'a' } },
      { name: 'x', image: 'i' },
    ]);

    expect(standing).toEqual({
      decision: 'kept',
      reason: 'differs, created once (reconcile: false)',
    });
  });

  test('what would be another one in each cycle is not compared, and that is said', async () => {
    const rest = { mode: 'ensure', volatile: [['env', 'T']] } as const;
    const standing = await standingAfter({ kind: 'deployments', rest }, [
      { name: 'x', image: 'i', env: { T: '1' } },
      { name: 'x', image: 'i', env: { T: '2' } },
    ]);

    expect(standing?.reason).toBe(
      'created once, and not compared: it reads the time or a random value',
    );
  });

  test('what is on its way out is pending', async () => {
    const block = aBlock('deployments', { name: 'x', image: 'i' });
    rig = await aRig([block]);
    await rig.cycle([block]);
    const ref = { namespace: 'default', name: 'x' };
    const type = rig.typeOf('Deployment');
    await rig.cluster.delete({ type, ref }, { propagation: 'Foreground' }, rig.signal);
    await rig.clock.settle();

    expect((await rig.plan([block])).unchanged[0]?.standing?.decision).toBe('pending');
  });
});
