import { expect, test } from 'vitest';
import type { Cycle } from '../../../core/reconcile/cycle.ts';
import type { ReconcileWorld } from '../../../core/reconcile/reconcile-world.ts';
import { createSettledMemo } from '../../../core/runtime/settled-memo.ts';
import { aCrdProgram, anObject } from '../../helpers/builders.ts';
import { type MemoryProvider, memoryProvider } from '../../helpers/memory-provider.ts';

const signal = new AbortController().signal;

function worldFor(provider: MemoryProvider, isTimeless = true): ReconcileWorld {
  return {
    crd: aCrdProgram({ isTimeless }),
    providers: new Map([['memory', provider]]),
  } as Partial<ReconcileWorld> as ReconcileWorld;
}

async function quietCycle(provider: MemoryProvider, change: Partial<Cycle> = {}): Promise<Cycle> {
  const observations = new Map([['memory', await provider.observe({} as never, signal)]]);
  return {
    decision: { entries: [] },
    status: { fields: [], written: false },
    acted: [],
    ownWrites: 0,
    object: anObject(),
    observations,
    ...change,
  } as Partial<Cycle> as Cycle;
}

test('an object is settled until it or something it has changes', async () => {
  const provider = memoryProvider();
  const memo = createSettledMemo(worldFor(provider));
  memo.note('default/web', await quietCycle(provider));

  const same = await memo.isSettled('default/web', anObject(), signal);
  const changed = await memo.isSettled(
    'default/web',
    anObject({ metadata: { resourceVersion: '2' } }),
    signal,
  );
  provider.resources.set('things/x', {
    id: 'things/x',
    kind: 'things',
    namespace: '',
    name: 'x',
    object: {},
  });
  const drifted = await memo.isSettled('default/web', anObject(), signal);

  expect([same, changed, drifted]).toEqual([true, false, false]);
});

test('a cycle that wrote, failed or comes back settles nothing', async () => {
  const provider = memoryProvider();
  const memo = createSettledMemo(worldFor(provider));
  const cycles = [
    await quietCycle(provider, { ownWrites: 1 }),
    await quietCycle(provider, { error: new Error('x') }),
    await quietCycle(provider, {
      status: { fields: [], written: false, writeError: new Error('x') },
    }),
    await quietCycle(provider, { decision: { requeueAfterMs: 5 } as Cycle['decision'] }),
  ];

  for (const cycle of cycles) {
    memo.note('default/web', cycle);
    expect(await memo.isSettled('default/web', anObject(), signal)).toBe(false);
  }
});

test('nothing is settled for a Katalog that reads the clock or its own figures', async () => {
  const provider = memoryProvider();
  const memo = createSettledMemo(worldFor(provider, false));

  memo.note('default/web', await quietCycle(provider));

  expect(await memo.isSettled('default/web', anObject(), signal)).toBe(false);
});
