import { expect, test } from 'vitest';
import type { DesiredBlock } from '../../../core/provider/desired-block.ts';
import { forbiddenReason, guardCopies } from '../../../core/reconcile/namespace-guard.ts';

const cases = [
  { restricted: [], allowed: [], namespace: 'any', isForbidden: false },
  { restricted: ['kube-*'], allowed: [], namespace: 'kube-system', isForbidden: true },
  { restricted: ['*-prod'], allowed: [], namespace: 'web-prod', isForbidden: true },
  { restricted: ['*'], allowed: ['web'], namespace: 'web', isForbidden: true },
  { restricted: [], allowed: ['team-*'], namespace: 'team-a', isForbidden: false },
  { restricted: [], allowed: ['team-*'], namespace: 'other', isForbidden: true },
  { restricted: ['team-x'], allowed: ['team-*'], namespace: 'team-x', isForbidden: true },
  { restricted: ['*'], allowed: [], namespace: '', isForbidden: false },
];

test.each(cases)(
  '$namespace with restricted $restricted and allowed $allowed is forbidden: $isForbidden',
  ({ restricted, allowed, namespace, isForbidden }) => {
    expect(forbiddenReason({ restricted, allowed }, namespace) !== undefined).toBe(isForbidden);
  },
);

test('copies in forbidden namespaces are held back one by one, also those of an element that became a list', () => {
  const block = { name: 'cfg', toNamespaces: [['kube-public', 'kube-system'], 'a', ''] };
  const desired: DesiredBlock = { entry: 'e', kind: 'things', mode: 'apply', block, force: true };
  const guard = { restricted: ['kube-system'], allowed: [] };

  const guarded = guardCopies(guard, desired);

  expect(guarded.desired.block).toEqual({ name: 'cfg', toNamespaces: ['kube-public', 'a', ''] });
  expect(guarded.heldBack).toEqual([
    {
      entry: 'e',
      namespace: 'kube-system',
      reason: 'namespace kube-system is restricted by "kube-system"',
    },
  ]);
});
