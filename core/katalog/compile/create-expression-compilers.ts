import {
  expectedTypesAt,
  type JsonSchema,
  type Note,
  schemasAt,
  TargetShape,
} from '../../../schemas/index.ts';
import { compileConditions } from '../../condition/compile-conditions.ts';
import { compileRule } from '../../condition/compile-rule.ts';
import { compileExpression } from '../../expression/compile-expression.ts';
import { type CompileProblem, compiledBy } from '../../expression/compile-problem.ts';
import { compileTree, type LeafTyping } from '../../expression/compile-tree.ts';
import { knownRoots } from '../../expression/context-roots.ts';
import { createExpressionContext } from '../../expression/expression-context.ts';
import { compileJsonata } from '../../expression/jsonata-expression.ts';
import { builtinNotes, createUserNotes } from '../../notes/index.ts';
import type { ExpressionCompilers } from './expression-compilers.ts';

/** Compilers of a Katalog, and what is wrong with its notes; paths begin at the list of notes. */
export interface CreatedCompilers {
  readonly compilers: ExpressionCompilers;
  readonly problems: readonly CompileProblem[];
  readonly warnings: readonly CompileProblem[];
}

/** Makes the compilers of one Katalog. */
export function createExpressionCompilers(
  definitions: readonly Note[],
  extraRoots: readonly string[],
): CreatedCompilers {
  const roots = knownRoots(extraRoots);
  const own = createUserNotes(definitions, { builtins: builtinNotes, roots });
  const notes = new Map([...builtinNotes, ...own.notes]);
  const context = createExpressionContext({ notes, extraRoots });
  const compilers: ExpressionCompilers = {
    expression: (source) => compiledBy(() => compileExpression(source, { context })),
    jsonata: (source) => compiledBy(() => compileJsonata(source, { context })),
    tree: (value, schema) =>
      compileTree(value, {
        context,
        typing: (path) => leafTyping(schema, path),
        shape: (path) => TargetShape.at(schema, path),
      }),
    conditions: (written) => compileConditions({ ...written, context }),
    rule: (written) => compileRule(written, { context }),
  };
  return { compilers, problems: own.problems, warnings: own.warnings };
}

/**
 * A template yields text where only text may stand, and is read as a number or list where no text or anything may;
 * contents (`data`) are taken as they are.
 */
function leafTyping(schema: JsonSchema, path: CompileProblem['path']): LeafTyping {
  const media = schemasAt(schema, path).map((each) => each.schema['contentMediaType']);
  if (media.includes('application/octet-stream')) return 'bytes';
  if (media.includes('text/plain')) return 'exact';
  const types = expectedTypesAt(schema, path);
  if (!types.has('string')) return 'coerce';
  return types.size === 1 ? 'text' : 'native';
}
