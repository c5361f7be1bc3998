import { literalDoubt } from '../../expression/literal-doubt.ts';
import type { DocumentContext } from '../check/document-context.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

/** Keys under which texts of other languages stand: shells, templates, paths of JSON. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['args', 'command', 'data', 'stringData']);
const PATH_KEY = /paths?$|query|expression|template/i;

/** Warns of a text that stands for itself although it looks as if something else were meant. */
export function warnOfLiteral(document: DocumentContext, path: NodePath, text: string): void {
  const steps = path.map(String);
  if (steps.some((step) => FREE_TEXTS.has(step)) || PATH_KEY.test(steps.at(-1) ?? '')) return;
  const doubt = literalDoubt(text);
  if (doubt === undefined) return;
  const message = `${JSON.stringify(text)} is taken as it is: ${doubt}`;
  const problem = { code: ProblemCode.LiteralDoubtful, message, found: text };
  document.warning(path, problem, { at: 'value' });
}
