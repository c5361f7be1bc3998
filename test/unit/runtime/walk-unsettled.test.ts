import { expect, test } from 'vitest';
import { createActiveCycles } from '../../../core/runtime/active-cycles.ts';
import { walkUnsettled } from '../../../core/runtime/walk-unsettled.ts';
import { anObject } from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

function objectsNamed(...names: string[]) {
  return names.map((name) => anObject({ metadata: { name } }));
}

test('only what is not settled is told, and what cannot be looked at', async () => {
  const clock = fakeClock();
  const found: string[] = [];
  const isSettled = async ({ metadata: { name } }: { readonly metadata: { name: string } }) => {
    if (name === 'broken') throw new TypeError('provider broke');
    return name !== 'changed';
  };

  const world = { clock, cycles: createActiveCycles(clock), isSettled };
  await walkUnsettled(objectsNamed('quiet', 'changed', 'broken', 'still'), world, (key) =>
    found.push(key),
  );

  expect(found).toEqual(['default/changed', 'default/broken']);
});

test('a long walk lets other work of the process run in between', async () => {
  const told: string[] = [];
  let nowMs = 0;
  const clock = {
    ...fakeClock(),
    monotonicMs: () => nowMs,
    sleep: async () => void told.push('turn'),
  };
  const isSettled = async ({ metadata: { name } }: { readonly metadata: { name: string } }) => {
    told.push(name);
    nowMs += 3;
    return true;
  };

  const cycles = createActiveCycles(clock);
  await walkUnsettled(
    objectsNamed('a', 'b', 'c', 'd', 'e'),
    { clock, cycles, isSettled },
    () => undefined,
  );

  expect(told).toEqual(['a', 'b', 'turn', 'c', 'd', 'turn', 'e']);
  expect(cycles.size).toBe(0);
});
