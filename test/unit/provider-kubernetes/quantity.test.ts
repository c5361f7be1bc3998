import { describe, expect, test } from 'vitest';
import { amountOf, isSameQuantity } from '../../../providers/kubernetes/block/quantity.ts';

describe('quantities', () => {
  test.each([
    { left: '1', right: '1000m' },
    { left: '1Gi', right: '1024Mi' },
    { left: '1.5Gi', right: '1536Mi' },
    { left: '1e3', right: '1k' },
    { left: '0.1', right: '100m' },
    { left: '100M', right: '100000k' },
    { left: 2, right: '2' },
    { left: '500u', right: '0.0005' },
  ])('$left is the same as $right', ({ left, right }) => {
    expect(isSameQuantity(left, right)).toBe(true);
  });

  test.each([
    { left: '1', right: '1m' },
    { left: '1G', right: '1Gi' },
    { left: '1', right: undefined },
    { left: 'much', right: 'much' },
  ])('$left is not the same as $right', ({ left, right }) => {
    expect(isSameQuantity(left, right)).toBe(false);
  });

  test.each(['', 'Gi', '1 Gi', '1gi', '--1', '1e', '0x10', '1'.repeat(40)])(
    '"%s" is none',
    (text) => {
      expect(amountOf(text)).toBeUndefined();
    },
  );
});
