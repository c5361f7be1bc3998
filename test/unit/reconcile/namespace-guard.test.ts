import { expect, test } from 'vitest';
import { forbiddenReason } from '../../../core/reconcile/namespace-guard.ts';

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
