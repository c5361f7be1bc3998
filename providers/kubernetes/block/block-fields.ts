import type { BlockProblem } from '../../../core/index.ts';
import { textOfProblem, unknownField, wrongType } from './block-problems.ts';

/** Whether a block still holds templates (`written`, as a Katalog has it) or values (`evaluated`). */
export type BlockStage = 'written' | 'evaluated';

type Path = readonly (string | number)[];

/** A field of a block, or the steps to something in it. */
export type Step = string | Path;

/** Where a block stands: its stage, and what has been collected so far. */
export interface BlockPlace {
  readonly stage: BlockStage;
  readonly problems?: BlockProblem[];
  readonly warnings?: string[];
  readonly path?: Path;
}

/** A block, what has been read of it, and the faults found on the way. */
export class BlockFields {
  readonly stage: BlockStage;
  readonly problems: BlockProblem[];
  /** What was left out, in words for the log. */
  readonly warnings: string[];
  /** As it stands. */
  readonly block: Readonly<Record<string, unknown>>;
  readonly path: Path;
  readonly #known = new Set<string>();

  constructor(block: Readonly<Record<string, unknown>>, place: BlockPlace) {
    this.block = block;
    this.stage = place.stage;
    this.problems = place.problems ?? [];
    this.warnings = place.warnings ?? [];
    this.path = place.path ?? [];
  }

  /** The raw value, for forms that differ by type. */
  raw(key: string): unknown {
    this.#known.add(key);
    const value = Object.hasOwn(this.block, key) ? this.block[key] : undefined;
    return value === null || value === '' ? undefined : value;
  }

  /** The value as it stands, empty text included. */
  rawOrEmpty(key: string): unknown {
    this.#known.add(key);
    return Object.hasOwn(this.block, key) ? this.block[key] : undefined;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  keys(): readonly string[] {
    return Object.keys(this.block);
  }

  /** Says that a field of the language cannot be used here. */
  refuse(key: string, message: string): void {
    if (this.has(key)) this.report(key, message);
  }

  /** Adds a problem at a field, or at the block itself with `''`. */
  report(key: Step, message: string): void {
    this.add({ path: this.at(key), message });
  }

  /** Tells what is wrong with a key of a map; the rule quotes it, the path does too. */
  reportKey(key: Step, problem: string): void {
    const path = this.at(key);
    if (this.isDeferred(path.at(-1))) {
      this.add({ path, message: 'holds a template, and keys are not evaluated' });
      return;
    }
    const quoted = `"${String(path.at(-1))}" `;
    const message = problem.startsWith(quoted) ? problem.slice(quoted.length) : problem;
    this.add({ path, message });
  }

  /** Path of a field, of an item in it, or of the block itself with `''`. */
  at(key: Step): Path {
    if (typeof key !== 'string') return [...this.path, ...key];
    return key === '' ? this.path : [...this.path, key];
  }

  /** Notes that a field has no effect. */
  warn(key: Step, message: string): void {
    this.warnings.push(textOfProblem({ path: this.at(key), message }));
  }

  /** Reports every field that nobody has asked for. */
  end(): void {
    for (const key of Object.keys(this.block)) {
      if (this.#known.has(key) || this.block[key] === undefined) continue;
      this.add(unknownField([...this.path, key], [...this.#known]));
    }
  }

  /** The value is a template that has not been evaluated. */
  isDeferred(value: unknown): boolean {
    return this.stage === 'written' && typeof value === 'string' && /\{\{|\{%/.test(value);
  }

  /** The same field may be read twice; its fault is told once. */
  add(problem: BlockProblem): void {
    const text = textOfProblem(problem);
    if (!this.problems.some((each) => textOfProblem(each) === text)) this.problems.push(problem);
  }

  reportType(key: Step, value: unknown, expected: string): void {
    this.add(wrongType(this.at(key), value, expected));
  }
}
