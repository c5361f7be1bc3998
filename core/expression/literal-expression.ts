import type { Expression } from './expression.ts';

/** A text that stands for itself. */
export function literalExpression(source: string): Expression {
  const text = Promise.resolve(source.trim());
  const value = Promise.resolve(source);
  return {
    language: 'literal',
    source,
    outcomes: [{ value: source.trim() }],
    isVolatile: false,
    isTainted: false,
    references: [],
    text: () => text,
    value: () => value,
    exact: () => value,
  };
}
