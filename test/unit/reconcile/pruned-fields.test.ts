import { expect, test } from 'vitest';
import { createPrunedFields } from '../../../core/reconcile/pruned-fields.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

const sent = { status: { phase: 'Ready', conditions: [{ type: 'Ready', observedGeneration: 1 }] } };

test('before anything is learnt a patch goes out as it is', () => {
  const pruned = createPrunedFields(fakeClock());

  expect(pruned.effective(sent, {})).toBe(sent);
});

test('a field the API server dropped is not sent again', () => {
  const pruned = createPrunedFields(fakeClock());

  const dropped = pruned.learn(sent, { status: { phase: 'Ready' } });

  expect(dropped).toEqual(['status.conditions']);
  expect(
    pruned.effective({ status: { conditions: [] } }, { status: { phase: 'Ready' } }),
  ).toBeUndefined();
  expect(pruned.effective({ status: { phase: 'Other', conditions: [] } }, {})).toEqual({
    status: { phase: 'Other' },
  });
});

test('a field dropped inside the items of a list makes no difference any more', () => {
  const pruned = createPrunedFields(fakeClock());
  const answered = { status: { phase: 'Ready', conditions: [{ type: 'Ready' }] } };

  const dropped = pruned.learn(sent, answered);

  expect(dropped).toEqual(['status.conditions.*.observedGeneration']);
  expect(
    pruned.effective({ status: { conditions: sent.status.conditions } }, answered),
  ).toBeUndefined();
});

test('a removed field is no dropped one', () => {
  const pruned = createPrunedFields(fakeClock());

  expect(pruned.learn({ status: { phase: null } }, { status: {} })).toEqual([]);
});

test('what was learnt is tried again after ten minutes, for a schema may change', async () => {
  const clock = fakeClock();
  const pruned = createPrunedFields(clock);
  pruned.learn(sent, { status: { phase: 'Ready' } });

  await clock.advance(600_001);

  expect(pruned.effective(sent, {})).toEqual(sent);
});
