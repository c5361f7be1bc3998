import { expect, test } from 'vitest';
import { dependencyHealth } from '../../../core/runtime/dependencies.ts';
import type { CrdState } from '../../../core/runtime/runtime.ts';

const cases: readonly { condition: 'started' | 'healthy'; state: CrdState; satisfied: boolean }[] =
  [
    { condition: 'started', state: 'missing', satisfied: false },
    { condition: 'started', state: 'pending', satisfied: false },
    { condition: 'started', state: 'started', satisfied: true },
    { condition: 'started', state: 'degraded', satisfied: true },
    { condition: 'healthy', state: 'started', satisfied: false },
    { condition: 'healthy', state: 'healthy', satisfied: true },
    { condition: 'healthy', state: 'degraded', satisfied: false },
  ];

test.each(cases)('"$condition" of a $state dependency is satisfied: $satisfied', (each) => {
  const [health] = dependencyHealth([{ crd: 'db', condition: each.condition }], () => each.state);

  expect(health).toEqual({ crd: 'db', ...each });
});
