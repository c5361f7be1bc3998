import { afterEach, describe, expect, test } from 'vitest';
import { ErrorCode } from '../../../core/index.ts';
import { aBlock, anOwner, aRig, type ProviderRig, WEBSITE } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const DRAIN = aBlock('jobs', { name: 'drain', image: 'busybox' }, { entry: 'onDelete.jobs[0]' });

describe('deletion', () => {
  test('a job is run without owner reference, awaited, and not run again', async () => {
    rig = await aRig([DRAIN]);
    const target = { type: rig.typeOf('Job'), ref: { namespace: 'default', name: 'drain' } };

    const start = await rig.plan([DRAIN], { phase: 'run' });
    await rig.act(start.operations);
    await rig.clock.settle();
    const under = await rig.plan([DRAIN], { phase: 'run' });
    rig.cluster.edit(target, (object) => ({
      ...object,
      status: { conditions: [{ type: 'Complete', status: 'True' }] },
    }));
    await rig.clock.settle();
    const over = await rig.plan([DRAIN], { phase: 'run' });
    const cleanup = await rig.plan([], { phase: 'cleanup' });

    expect(start.operations).toMatchObject([{ verb: 'create' }]);
    expect(rig.cluster.peek('Job', 'drain')?.metadata.ownerReferences).toBeUndefined();
    expect(under.operations).toEqual([]);
    expect(under.waiting).toMatchObject([{ name: 'drain', afterMs: 3000 }]);
    expect([...over.operations, ...over.waiting, ...over.failures]).toEqual([]);
    expect(cleanup.operations).toEqual([]);
  });

  test('a job that ran for a former custom resource of that name is run anew', async () => {
    rig = await aRig([DRAIN]);
    const target = { type: rig.typeOf('Job'), ref: { namespace: 'default', name: 'drain' } };
    await rig.act((await rig.plan([DRAIN], { phase: 'run' })).operations);
    rig.cluster.edit(target, (object) => ({
      ...object,
      status: { conditions: [{ type: 'Complete', status: 'True' }] },
    }));
    await rig.clock.settle();
    const former = rig.cluster.peek('Job', 'drain')?.metadata.uid;
    rig.owner = anOwner({ uid: 'owner-2' });

    const start = await rig.plan([DRAIN], { phase: 'run' });
    await rig.act(start.operations);
    await rig.clock.settle();
    const under = await rig.plan([DRAIN], { phase: 'run' });

    expect(start.operations).toMatchObject([{ verb: 'create' }]);
    expect(rig.cluster.peek('Job', 'drain')?.metadata.uid).not.toBe(former);
    expect(under.operations).toEqual([]);
    expect(under.waiting).toMatchObject([{ message: 'drain has not finished' }]);
  });

  test("somebody else's job of that name does not count as run", async () => {
    rig = await aRig([DRAIN]);
    const metadata = { name: 'drain', namespace: 'default' };
    rig.cluster.put({ apiVersion: 'batch/v1', kind: 'Job', metadata });
    const { operations } = await rig.plan([DRAIN], { phase: 'run' });

    await expect(rig.act(operations)).rejects.toMatchObject({ code: ErrorCode.ChildOwned });
    expect((await rig.plan([DRAIN], { phase: 'run' })).operations).toHaveLength(1);
  });

  test('a job that fails is a failure', async () => {
    rig = await aRig([DRAIN]);
    const target = { type: rig.typeOf('Job'), ref: { namespace: 'default', name: 'drain' } };
    await rig.act((await rig.plan([DRAIN], { phase: 'run' })).operations);
    rig.cluster.edit(target, (object) => ({
      ...object,
      status: { conditions: [{ type: 'Failed', status: 'True' }] },
    }));
    await rig.clock.settle();

    const plan = await rig.plan([DRAIN], { phase: 'run' });

    expect(plan.failures).toMatchObject([
      { error: { details: { text: 'job default/drain of onDelete failed' } } },
    ]);
  });

  test('children are deleted by uid and in the foreground, and awaited', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    const [deployment] = WEBSITE;
    const desired = deployment === undefined ? [] : [deployment];

    const plan = await rig.plan(desired, { phase: 'remove' });
    const context = { owner: rig.owner, signal: rig.signal };
    const [operation] = plan.operations;
    if (operation === undefined) throw new TypeError('Nothing to delete');
    const result = await rig.provider.delete(operation, context);
    const under = await rig.plan(desired, { phase: 'remove' });

    expect(operation.payload).toMatchObject({ propagation: 'Foreground', uid: 'uid-1' });
    expect(result).toEqual({
      outcome: 'pending',
      afterMs: 3000,
      message: 'waiting for shop to be gone',
    });
    expect(under.waiting).toMatchObject([{ message: 'shop is being deleted' }]);
  });

  test('an object that took the place of a deleted one is not deleted', async () => {
    rig = await aRig(WEBSITE);
    await rig.cycle(WEBSITE);
    const plan = await rig.plan([]);
    const target = { type: rig.typeOf('Deployment'), ref: { namespace: 'default', name: 'shop' } };
    await rig.cluster.delete(target, {}, rig.signal);
    rig.cluster.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: 'default' },
    });

    await rig.act(plan.operations);

    expect(rig.cluster.peek('Deployment', 'shop')).toBeDefined();
  });

  test('jobs are not pruned', async () => {
    const job = aBlock('jobs', { name: 'build', image: 'busybox' });
    rig = await aRig([job]);
    await rig.cycle([job]);

    expect((await rig.plan([])).operations).toEqual([]);
  });
});
