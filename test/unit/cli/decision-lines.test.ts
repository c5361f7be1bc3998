import { expect, test } from 'vitest';
import type { DecisionRecord } from '../../../core/index.ts';
import { DecisionLines } from '../../../plugins/cli/dev/decision-lines.ts';
import { aDecisionRecord } from '../../helpers/fake-runtime.ts';

const failed = (message: string, object = 'default/a'): DecisionRecord =>
  aDecisionRecord({ object, outcome: 'failed', error: { code: 'X', message } });
const wrote = aDecisionRecord({ object: 'default/a', writes: 1 });
const quiet = aDecisionRecord({ object: 'default/a', writes: 0, entries: [] });

function printed(records: readonly DecisionRecord[]): readonly string[] {
  const lines = new DecisionLines();
  return records.flatMap((record) => lines.linesOf(record));
}

test('a failure that comes again is printed once, and with its count when something else comes', () => {
  const lines = printed([failed('no'), failed('no'), failed('no'), failed('other')]);

  expect(lines).toEqual([
    'website default/a: failed: no',
    'website default/a: failed: no (×3)',
    'website default/a: failed: other',
  ]);
});

test('a failure that never ends is printed ever less', () => {
  const lines = printed(Array.from({ length: 1000 }, () => failed('no')));

  expect(lines).toEqual([
    'website default/a: failed: no',
    'website default/a: failed: no (×10)',
    'website default/a: failed: no (×100)',
    'website default/a: failed: no (×1000)',
  ]);
});

test('what is written is printed each time, with how often', () => {
  expect(printed([wrote, wrote])).toEqual([
    'website default/a: created deployments/hello',
    'website default/a: created deployments/hello (×2)',
  ]);
});

test('a cycle without anything to do is printed after a failure only', () => {
  expect(printed([quiet, failed('no'), quiet, quiet])).toEqual([
    'website default/a: failed: no',
    'website default/a: nothing to do',
  ]);
});

test('custom resources are counted apart', () => {
  expect(printed([failed('no'), failed('no', 'default/b'), failed('no')])).toEqual([
    'website default/a: failed: no',
    'website default/b: failed: no',
  ]);
});
