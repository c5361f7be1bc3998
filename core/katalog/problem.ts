import { compareText } from '../compare-text.ts';
import type { SourcePosition } from '../program/program.ts';
import type { ProblemCode } from './problem-code.ts';
import { formatPath } from './source/node-path.ts';
import type { NodePath } from './source/source-node.ts';

/** Something wrong, or worth telling, about a document. */
export interface Problem extends SourcePosition {
  /** An error keeps the program from being made. */
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** `spec.crds.website.workers`; empty for the whole document. */
  readonly path: string;
  /** One sentence that says what was found, and what is right. */
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  /** The nearest right spelling. */
  readonly nearest?: string;
  /** The text that would be right in its place. */
  readonly fix?: string;
}

/** What a problem says besides its place. */
export interface ProblemText {
  readonly code: ProblemCode;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly nearest?: string | undefined;
  readonly fix?: string | undefined;
}

/** Takes the problems of one compilation. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  error(position: SourcePosition, path: NodePath, text: ProblemText): void {
    this.#add('error', position, path, text);
  }

  warning(position: SourcePosition, path: NodePath, text: ProblemText): void {
    this.#add('warning', position, path, text);
  }

  /** Takes over what another list has, nothing of it as an error. */
  addAsWarnings(other: ProblemList): void {
    for (const problem of other.#problems) this.#problems.push({ ...problem, severity: 'warning' });
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === 'error');
  }

  /** Whether anything in one file is wrong. */
  hasErrorsIn(file: string): boolean {
    return this.#problems.some((each) => each.severity === 'error' && each.file === file);
  }

  /** By file, line, column; errors before warnings of one place; the same told twice counts once. */
  sorted(): readonly Problem[] {
    const seen = new Set<string>();
    const unique = this.#problems.filter((problem) => {
      const key = `${formatPosition(problem)} ${problem.code} ${problem.message}`;
      return !seen.has(key) && seen.add(key);
    });
    return unique.sort(
      (a, b) =>
        compareText(a.file, b.file) ||
        a.line - b.line ||
        a.column - b.column ||
        compareText(a.severity, b.severity) ||
        compareText(a.message, b.message),
    );
  }

  #add(
    severity: Problem['severity'],
    position: SourcePosition,
    path: NodePath,
    text: ProblemText,
  ): void {
    const { file, line, column } = position;
    const { code, message, found, expected, nearest, fix } = text;
    this.#problems.push({
      severity,
      code,
      file,
      line,
      column,
      path: formatPath(path),
      message,
      ...(found === undefined ? {} : { found }),
      ...(expected === undefined ? {} : { expected }),
      ...(nearest === undefined ? {} : { nearest }),
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** `katalog.yaml:12:7`. */
export function formatPosition({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

/** `katalog.yaml:12:7: error ORK1302: unknown field …`, the form compilers and editors share. */
export function formatProblem(problem: Problem): string {
  return `${formatPosition(problem)}: ${problem.severity} ${problem.code}: ${problem.message}`;
}
