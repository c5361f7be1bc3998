import type { CrdProgram } from '../../../core/index.ts';

/**
 * What the operator does to a field before its rules look at it: nothing, a value where there is none (`default`), or anything.
 *
 * @remarks A schema sees an object as it was sent, a rule after `normalize` and `mutation`. What a rule demands of a field that
 * was rewritten, no schema may demand.
 */
export type Rewriting = (path: readonly string[]) => 'none' | 'default' | 'any';

interface Rewrite {
  readonly path: readonly string[];
  readonly isDefault: boolean;
}

/** Finds out which fields of the custom resource an operator rewrites. */
export function rewritingOf({ mutation, normalize }: CrdProgram): Rewriting {
  const rules = mutation.rules.map(({ action, field }) => ({
    path: field.source.replace(/^\./, '').split('.'),
    isDefault: action === 'default',
    isKnown: field.language === 'literal',
  }));
  if (rules.some(({ isKnown }) => !isKnown)) return () => 'any';
  const rewrites: readonly Rewrite[] = [
    ...normalize.map(({ path }) => ({ path: ['spec', ...path], isDefault: false })),
    ...rules,
  ];
  return (path) => {
    const touching = rewrites.filter((rewrite) => isRelated(rewrite.path, path));
    if (touching.length === 0) return 'none';
    const isHarmless = touching.every(
      (rewrite) => rewrite.isDefault && rewrite.path.length === path.length,
    );
    return isHarmless ? 'default' : 'any';
  };
}

/** Whether one path is the other, or leads to it. */
export function isRelated(left: readonly string[], right: readonly string[]): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.every((step, index) => step === long[index]);
}
