import type { ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { childOf } from '../source/node-path.ts';
import type { ParsedDocument } from '../source/read-documents.ts';
import type { SourceNode } from '../source/source-node.ts';

/** How many documents are named. */
const MOST_NAMED = 5;

/** Tells, once for a file, which of its documents are not taken because only definitions are read from it. */
export function tellLeftOut(documents: readonly ParsedDocument[], problems: ProblemList): void {
  const others = documents.filter(({ root }) => !isDefinition(root));
  const [first] = others;
  if (first === undefined) return;
  const names = others.slice(0, MOST_NAMED).map(({ root }) => nameOf(root));
  const more = others.length > names.length ? ` and ${others.length - names.length} more` : '';
  const found = `${names.join(', ')}${more}`;
  const reason = `${first.file} is read for CustomResourceDefinitions alone`;
  const message = `${found} ${others.length === 1 ? 'is' : 'are'} left out: ${reason}, unless it is named like a Katalog`;
  const { root } = first;
  const text = { code: ProblemCode.DocumentLeftOut, message, found };
  problems.warning(root.source.positionAt(root.start), [], text);
}

/** Whether a node is a definition of a custom resource. */
export function isDefinition(root: SourceNode): boolean {
  return textAt(root, 'kind') === 'CustomResourceDefinition';
}

function nameOf(root: SourceNode): string {
  const kind = textAt(root, 'kind');
  if (kind === '') return 'a document without kind';
  const name = textAt(childOf(root, 'metadata'), 'name');
  return name === '' ? kind : `${kind} ${name}`;
}

function textAt(node: SourceNode | undefined, key: string): string {
  const child = childOf(node, key);
  return child?.kind === 'scalar' ? child.text : '';
}
