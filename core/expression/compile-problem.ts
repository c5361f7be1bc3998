import { isOrkError, textOf } from '../errors.ts';

/** Something that is wrong in a document, found before anything runs. */
export interface CompileProblem {
  /** Keys and indexes from where the caller began. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected?: string;
  /** The nearest right spelling. */
  readonly nearest?: string;
  /** Where in the text at `path`, in UTF-16 units. */
  readonly offset?: number;
  /** `true`: a function is called that does not exist. */
  readonly isUnknownNote?: boolean;
}

/** What a compiler made, or everything that keeps it from making it. */
export type Compiled<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly CompileProblem[] };

/** The value when there are no problems. */
export function compiled<Value>(
  value: Value,
  problems: readonly CompileProblem[] = [],
): Compiled<Value> {
  return problems.length === 0 ? { value, problems: [] } : { value: undefined, problems };
}

/** Runs a compiler that throws. */
export function compiledBy<Value>(
  compile: () => Value,
  path: CompileProblem['path'] = [],
): Compiled<Value> {
  try {
    return compiled(compile());
  } catch (error) {
    return { value: undefined, problems: [problemOf(error, path)] };
  }
}

/**
 * The problem that a compiler threw.
 *
 * @throws the error itself when it is none of ours
 */
export function problemOf(error: unknown, path: CompileProblem['path'] = []): CompileProblem {
  if (!isOrkError(error)) throw error;
  const { complaint, nearest, offset, expected } = error.details;
  return {
    path,
    message: typeof complaint === 'string' ? complaint : textOf(error),
    ...(typeof expected === 'string' ? { expected } : {}),
    ...(typeof nearest === 'string' ? { nearest } : {}),
    ...(typeof offset === 'number' ? { offset } : {}),
    ...('function' in error.details ? { isUnknownNote: true } : {}),
  };
}
