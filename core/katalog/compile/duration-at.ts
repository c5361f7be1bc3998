import { parseDuration } from '../../duration.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';

/** How a duration is written, for messages. */
export const DURATION_FORM = 'a duration such as 500ms, 30s, 1h30m or 2d';

/** Milliseconds of a duration in a document; one that is none, or not above zero, is told. */
export function durationAt(text: string, path: NodePath, context: CrdContext): number | undefined {
  const ms = Math.round(parseDuration(text) ?? 0);
  if (ms > 0) return ms;
  const name = String(path.at(-1));
  const message = `${name} is ${JSON.stringify(text)}, expected ${DURATION_FORM}`;
  const problem = {
    code: ProblemCode.DurationInvalid,
    message,
    found: text,
    expected: DURATION_FORM,
  };
  context.document.error(path, problem, { at: 'value' });
  return undefined;
}
