import { compileExpression } from '../expression/compile-expression.ts';
import { canonicalPath } from '../expression/context-roots.ts';
import type { PathReference, Scope } from '../expression/expression.ts';
import type { ExpressionContext } from '../expression/expression-context.ts';
import { isSecretPath } from '../expression/secret-path.ts';
import { textOf } from '../expression/value-text.ts';
import { findPath } from '../object/path.ts';
import { pathKeys } from '../object/path-keys.ts';

/** A field as a condition saw it. */
export interface Seen {
  readonly text: string;
  /** Native where the field is a path, a single action or JSONata. */
  readonly value: unknown;
}

/** What a condition or rule looks at. */
export interface Field {
  /** As written, for people. */
  readonly name: string;
  readonly references: readonly PathReference[];
  readonly isTainted: boolean;
  /** Rejects when an expression fails. */
  read(scope: Scope): Promise<Seen>;
}

/**
 * Compiles `field`: a path from the context roots, in which keys may hold dots, or an expression (katalog-language §5.9).
 *
 * @throws {@link OrkError} when the expression is not valid
 */
export function compileField(source: string, context: ExpressionContext): Field {
  const name = source.trim();
  return name.includes('{{') || name.includes('{%')
    ? expressionField(name, context)
    : pathField(name);
}

function expressionField(name: string, context: ExpressionContext): Field {
  const expression = compileExpression(name, { context });
  return {
    name,
    references: expression.references,
    isTainted: expression.isTainted,
    read: async (scope) => {
      const value = await expression.value(scope);
      const isText = typeof value === 'string' || typeof value === 'boolean';
      // Only the template knows how Go prints what is no scalar.
      if (isText || expression.language === 'jsonata') return { text: textOf(value).trim(), value };
      return { text: await expression.text(scope), value };
    },
  };
}

function pathField(name: string): Field {
  const path = canonicalPath(pathKeys(name));
  return {
    name,
    references: [{ path, offset: 0 }],
    isTainted: isSecretPath(path),
    read: ({ roots }) => {
      const value = findPath(roots, pathIn(roots, path)) ?? undefined;
      return Promise.resolve({ text: textOf(value), value });
    },
  };
}

/** `data` means `spec` where the object has none (katalog-language §5.2). */
function pathIn(roots: Scope['roots'], path: readonly string[]): readonly string[] {
  const [root, ...rest] = path;
  return root === 'data' && roots['data'] === undefined ? ['spec', ...rest] : path;
}
