import type { CrdEntry } from '../../../schemas/index.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

interface ScopeInput {
  readonly written: CrdEntry;
  readonly path: NodePath;
  readonly document: DocumentContext;
}

/** Tells where `namespaced` contradicts what the kind is: nobody but the definition can say that. */
export function compareScope(
  namespaced: boolean,
  definition: string,
  { written, path, document }: ScopeInput,
): void {
  if (written.namespaced === undefined || written.namespaced === namespaced) return;
  const scope = namespaced ? 'namespaced' : 'cluster-scoped';
  const message = `namespaced is ${written.namespaced}, but ${definition} is ${scope} and wins`;
  const found = String(written.namespaced);
  const text = { code: ProblemCode.ValueInvalid, message, found, expected: String(namespaced) };
  document.warning([...path, 'namespaced'], text, { at: 'value' });
}
