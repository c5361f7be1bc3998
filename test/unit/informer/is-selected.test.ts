import { expect, test } from 'vitest';
import { isSelected } from '../../../core/informer/is-selected.ts';

const object = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a', namespace: 'b', labels: { tier: 'gold', 'x.y/z': '' } },
  spec: { size: 3 },
};

test.each([
  [{}, true],
  [{ labelSelector: 'tier=gold' }, true],
  [{ labelSelector: 'tier==gold,x.y/z=' }, true],
  [{ labelSelector: 'tier=silver' }, false],
  [{ labelSelector: 'tier!=silver' }, true],
  [{ labelSelector: 'tier=gold,other=1' }, false],
  [{ labelSelector: 'other!=1' }, true],
  [{ labelSelector: 'tier in (silver, bronze)' }, true],
  [{ labelSelector: '!tier' }, true],
  [{ fieldSelector: 'metadata.name=a,metadata.namespace=b' }, true],
  [{ fieldSelector: 'metadata.name=c' }, false],
  [{ fieldSelector: 'spec.size=3' }, true],
  [{ labelSelector: 'tier=gold', fieldSelector: 'spec.size=4' }, false],
])('%o takes an object of its own: %s', (selection, expected) => {
  expect(isSelected(selection, object)).toBe(expected);
});
