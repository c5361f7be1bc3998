import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepEqual } from '../../../core/object/deep-equal.ts';
import { isObject } from '../../../core/object/json.ts';
import { mergePatchOf } from '../../../core/object/merge-patch.ts';

/** RFC 7386, section 2. */
function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = applyMergePatch(result[key], value);
  }
  return result;
}

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const tree = fc.letrec((tie) => ({
  node: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof({ maxDepth: 3 }, leaf, tie('node'))),
})).node as fc.Arbitrary<Record<string, unknown>>;

test('applying the patch to the one object gives the other', () => {
  fc.assert(
    fc.property(tree, tree, (from, to) => {
      const patch = mergePatchOf(from, to);

      const patched = patch === undefined ? from : applyMergePatch(from, patch);

      expect(patched).toEqual(to);
    }),
  );
});

test('equal objects need no patch', () => {
  fc.assert(
    fc.property(tree, (object) => {
      const copy = structuredClone(object);

      expect(mergePatchOf(object, copy)).toBeUndefined();
      expect(deepEqual(object, copy)).toBe(true);
    }),
  );
});

test('a field that became undefined is removed', () => {
  expect(mergePatchOf({ a: 1, b: 2 }, { a: 1, b: undefined })).toEqual({ b: null });
});
