import type { BlockProblem } from '../../../core/index.ts';
import { nearestWord } from '../../../schemas/index.ts';

type Path = readonly (string | number)[];

/** A field no one knows, with the known one it may have been meant to be. */
export function unknownField(path: Path, known: readonly string[]): BlockProblem {
  const name = String(path.at(-1));
  const guess = nearestWord(name, known);
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  return {
    path,
    message: `is not a known field${hint}`,
    expected: `one of ${[...known].sort().join(', ')}`,
    ...(guess === undefined ? {} : { nearest: guess }),
  };
}

/** A text that is none of a closed set. */
export function notOneOf(path: Path, text: string, values: readonly string[]): BlockProblem {
  const expected = `one of ${values.join(', ')}`;
  const guess = nearestWord(text, values);
  return {
    path,
    message: `"${text}" is not ${expected}`,
    expected,
    ...(guess === undefined ? {} : { nearest: guess }),
  };
}

/** A value of another shape than the field has. */
export function wrongType(path: Path, value: unknown, expected: string): BlockProblem {
  return {
    path,
    message: `is ${shapeOf(value)}, not ${expected}`,
    expected,
  };
}

/** A problem as one text, with its path. */
export function textOfProblem({ path, message }: BlockProblem): string {
  return path.length === 0 ? message : `${textOfPath(path)}: ${message}`;
}

/** A problem whose message says what it is about, for where the path is shown as a place only. */
export function named(problem: BlockProblem): BlockProblem {
  const { path, message } = problem;
  return path.length === 0 ? problem : { ...problem, message: `${textOfPath(path)} ${message}` };
}

/** A path as people write it: `env[1].name`. */
function textOfPath(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '');
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
