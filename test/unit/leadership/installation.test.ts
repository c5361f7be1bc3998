import { expect, test } from 'vitest';
import { leaseNameOf } from '../../../core/leadership/installation.ts';

test.each([
  { katalogs: ['website-operator'], name: 'orkestra-website-operator' },
  { katalogs: ['db.acme.io'], name: 'orkestra-db.acme.io' },
  { katalogs: ['Website_Operator'], name: /^orkestra-website-operator-[0-9a-f]{8}$/ },
  { katalogs: ['team-a/web'], name: /^orkestra-team-a-web-[0-9a-f]{8}$/ },
  { katalogs: ['cache', 'web'], name: /^orkestra-cache\.web-[0-9a-f]{8}$/ },
  { katalogs: ['кухня'], name: /^orkestra-[0-9a-f]{8}$/ },
  { katalogs: ['a.-b'], name: /^orkestra-a\.b-[0-9a-f]{8}$/ },
  { katalogs: ['x'.repeat(300)], name: /^orkestra-x{63}-[0-9a-f]{8}$/ },
  { katalogs: [], name: /^orkestra-[0-9a-f]{8}$/ },
])('the Lease of $katalogs is named $name', ({ katalogs, name }) => {
  const found = leaseNameOf({ katalogs });

  expect(found).toMatch(name);
  expect(found).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
});

test('installations of different Katalogs have different Leases, whatever their names look like', () => {
  const sets = [['a', 'b'], ['a.b'], ['a/b'], ['a-b'], ['A-b'], ['a', 'b', 'c'], ['a.b', 'c']];

  const names = sets.map((katalogs) => leaseNameOf({ katalogs }));

  expect(new Set(names).size).toBe(sets.length);
});
