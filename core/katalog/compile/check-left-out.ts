import { nodeAt } from '../source/node-path.ts';
import type { NodePath, SourceNode } from '../source/source-node.ts';
import type { CrdContext, ExpressionUse } from './crd-context.ts';
import { forEachNames } from './for-each-names.ts';
import { isExpression } from './is-expression.ts';

/**
 * Checks the expressions of parts that were left out for another fault, so that all problems of a document are found at
 * once.
 */
export function checkLeftOut(
  path: NodePath,
  context: CrdContext,
  { leftOut, written }: { readonly leftOut: readonly NodePath[]; readonly written: unknown },
): void {
  const inside = leftOut.filter((each) => path.every((step, index) => step === each[index]));
  for (const part of inside) checkExpressionsAt(part, context, forEachNames(written));
}

/** Checks the expressions of a part that is not compiled; `names` are those that `forEach` gives outside of it. */
export function checkExpressionsAt(
  path: NodePath,
  context: CrdContext,
  names: readonly string[] = [],
): void {
  const node = nodeAt(context.document.root, path);
  const use = { roots: ['item', 'index', 'value', ...names, ...namesIn(node)] };
  if (node !== undefined) checkNode(node, path, { context, use });
}

function checkNode(
  node: SourceNode,
  path: NodePath,
  rest: { readonly context: CrdContext; readonly use: ExpressionUse },
): void {
  const { context, use } = rest;
  if (node.kind === 'scalar') {
    if (path.at(-1) === 'expr') context.jsonata(path, node.text, use);
    else if (isExpression(node.text)) context.expression(path, node.text, use);
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) checkNode(item, [...path, index], rest);
  } else {
    for (const { key, value } of node.entries) checkNode(value, [...path, key], rest);
  }
}

/** Names that `forEach` gives within the part itself. */
function namesIn(node: SourceNode | undefined): readonly string[] {
  if (node === undefined || node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(namesIn);
  return node.entries.flatMap(({ key, value }) => {
    const isName = key === 'as' && value.kind === 'scalar';
    return isName ? [value.text] : namesIn(value);
  });
}
