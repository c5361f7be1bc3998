import { expect, test } from 'vitest';
import { hasChanged } from '../../../core/reconcile/has-changed.ts';

const operation = {
  provider: 'memory',
  entry: 'a',
  verb: 'update',
  id: 'a',
  resource: 'things',
  namespace: 'default',
  name: 'a',
  wave: 0,
  reason: '',
  payload: {},
} as const;
const became = (
  decision: 'adopted' | 'updated' | 'foreign' | 'unchanged' | 'kept' | 'immutable',
) => ({ became: { decision, reason: '' } });

test.each([
  { what: 'what was written', acted: {}, is: true },
  { what: 'what was taken over', acted: became('adopted'), is: true },
  { what: 'what was written in part', acted: became('immutable'), is: true },
  { what: 'what is left in part by intent', acted: became('kept'), is: true },
  {
    what: 'what cannot be changed',
    acted: { ...became('immutable'), isUntouched: true },
    is: false,
  },
  {
    what: 'what is left to somebody else',
    acted: { ...became('kept'), isUntouched: true },
    is: false,
  },
  { what: "somebody else's", acted: became('foreign'), is: false },
  { what: 'what is stored as it was', acted: became('unchanged'), is: false },
  { what: 'what failed', acted: { outcome: 'failed' as const }, is: false },
  { what: 'what is on its way', acted: { outcome: 'pending' as const }, is: false },
])('$what counts as a change: $is', ({ acted, is }) => {
  expect(hasChanged({ operation, outcome: 'done', durationMs: 0, ...acted })).toBe(is);
});
