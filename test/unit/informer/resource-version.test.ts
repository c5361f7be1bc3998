import { expect, test } from 'vitest';
import { compareVersions } from '../../../core/informer/resource-version.ts';

test.each([
  { left: '9', right: '10', sign: -1 },
  { left: '10', right: '10', sign: 0 },
  { left: '90071992547409931', right: '90071992547409930', sign: 1 },
  { left: 'abc', right: 'abc', sign: 0 },
  { left: 'abc', right: '10', sign: undefined },
  { left: '010', right: '9', sign: undefined },
])('$left against $right is $sign', ({ left, right, sign }) => {
  const order = compareVersions(left, right);

  expect(order === undefined ? undefined : Math.sign(order)).toBe(sign);
});
