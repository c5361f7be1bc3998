import { expect, test } from 'vitest';
import { differencesOf } from '../../../providers/kubernetes/plan/differences.ts';

test.each([
  { how: 'as null', live: { rules: null } },
  { how: 'by leaving it out', live: {} },
  { how: 'as it is', live: { rules: [] } },
])('an empty list that the API server answers $how is no difference', ({ live }) => {
  expect(differencesOf({ rules: [] }, live, { isBuiltIn: true })).toEqual([]);
});
