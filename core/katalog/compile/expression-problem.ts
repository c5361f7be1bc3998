import type { CompileProblem } from '../../expression/compile-problem.ts';
import type { Spot } from '../check/document-context.ts';
import type { ProblemText } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';

/** What a compiler of expressions complained of, with its hint in words and its place in the text. */
export function expressionProblem(
  { message, expected, nearest, offset, isUnknownNote }: CompileProblem,
  code: ProblemText['code'],
): { readonly text: ProblemText; readonly spot: Spot } {
  const isHinted = nearest === undefined || message.includes(nearest);
  const hint = isHinted ? '' : `, did you mean ${nearest}?`;
  const wish = expected === undefined || message.includes(expected) ? '' : `, expected ${expected}`;
  const text = {
    code: isUnknownNote === true ? ProblemCode.NoteUnknown : code,
    message: `${message}${hint}${wish}`,
    expected,
    nearest,
  };
  return { text, spot: { at: 'value', offset } };
}
