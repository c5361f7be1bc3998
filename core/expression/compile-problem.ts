import { isOrkError, textOf } from '../errors.ts';
import type { PathReference } from './expression.ts';

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
  | {
      readonly value: undefined;
      readonly problems: readonly CompileProblem[];
      /** What a faulty text reads, as far as that is known: it is checked all the same. */
      readonly references?: readonly PathReference[];
    };

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
    const problems = problemsOf(error, path);
    return { value: undefined, problems, references: referencesOf(error) };
  }
}

/**
 * The problems that a compiler threw: one, and those that its error names besides.
 *
 * @throws the error itself when it is none of ours
 */
export function problemsOf(
  error: unknown,
  path: CompileProblem['path'] = [],
): readonly CompileProblem[] {
  if (!isOrkError(error)) throw error;
  const { others } = error.details;
  const all: readonly Details[] = [error.details, ...(Array.isArray(others) ? others : [])];
  return all.map((details) => problemOf(details, { path, text: textOf(error) }));
}

type Details = Readonly<Record<string, unknown>>;

function problemOf(
  details: Details,
  { path, text }: { readonly path: CompileProblem['path']; readonly text: string },
): CompileProblem {
  const { complaint, nearest, offset, expected } = details;
  return {
    path,
    message: typeof complaint === 'string' ? complaint : text,
    ...(typeof expected === 'string' ? { expected } : {}),
    ...(typeof nearest === 'string' ? { nearest } : {}),
    ...(typeof offset === 'number' ? { offset } : {}),
    ...('function' in details ? { isUnknownNote: true } : {}),
  };
}

/** What the faulty template reads. */
function referencesOf(error: unknown): readonly PathReference[] {
  const references = isOrkError(error) ? error.details['references'] : undefined;
  return Array.isArray(references) ? (references as readonly PathReference[]) : [];
}
