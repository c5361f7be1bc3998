import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import { DURATION_FORM, parseDurationMs } from './duration.ts';

/** Milliseconds of a duration in a document; one that is none, or not above zero, is told. */
export function durationAt(text: string, path: NodePath, context: CrdContext): number | undefined {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms > 0) return ms;
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
