import { type BlockProblem, isObject } from '../../../core/index.ts';
import { notOneOf, unknownField, wrongType } from './block-problems.ts';
import type { NameRule } from './name-rules.ts';
import { type IntegerBounds, parseInteger } from './numbers.ts';
import { parseQuantity } from './quantity.ts';

/** Whether a block still holds templates (`written`, as a Katalog has it) or values (`evaluated`). */
export type BlockStage = 'written' | 'evaluated';

type Path = readonly (string | number)[];

/**
 * Reads the fields of a block one by one, collecting every fault instead of stopping at the first.
 *
 * @remarks Works on blocks as written too: a scalar that holds a template is taken as valid, so the same code that
 * builds a manifest finds the faults of a Katalog. What was not read when {@link BlockReader.end} is called is an
 * unknown field, so nothing can be parsed and ignored. Empty text counts as absent, as a template yields it for nil.
 */
export class BlockReader {
  readonly stage: BlockStage;
  readonly problems: BlockProblem[];
  /** What was left out, in words for the log. */
  readonly warnings: string[];
  readonly #block: Readonly<Record<string, unknown>>;
  readonly #path: Path;
  readonly #known = new Set<string>();

  constructor(
    block: Readonly<Record<string, unknown>>,
    place: {
      readonly stage: BlockStage;
      readonly problems?: BlockProblem[];
      readonly warnings?: string[];
      readonly path?: Path;
    },
  ) {
    this.#block = block;
    this.stage = place.stage;
    this.problems = place.problems ?? [];
    this.warnings = place.warnings ?? [];
    this.#path = place.path ?? [];
  }

  /** The raw value, for forms that differ by type. */
  raw(key: string): unknown {
    this.#known.add(key);
    const value = Object.hasOwn(this.#block, key) ? this.#block[key] : undefined;
    return value === null || value === '' ? undefined : value;
  }

  /** The value as it stands, empty text included. */
  rawOrEmpty(key: string): unknown {
    this.#known.add(key);
    return Object.hasOwn(this.#block, key) ? this.#block[key] : undefined;
  }

  /** The whole block as it stands. */
  verbatim(): Readonly<Record<string, unknown>> {
    return this.#block;
  }

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  keys(): readonly string[] {
    return Object.keys(this.#block);
  }

  text(key: string): string | undefined {
    return this.#textOf(this.raw(key), key);
  }

  /** Text that must be there; `''` and a problem when it is not. */
  requiredText(key: string): string {
    const text = this.text(key);
    if (text === undefined && !this.has(key)) this.report(key, 'is required');
    return text ?? '';
  }

  integer(key: string, bounds: IntegerBounds = {}): number | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (this.isDeferred(value)) return 1;
    const outcome = parseInteger(value, bounds);
    if (typeof outcome === 'number') return outcome;
    this.report(key, outcome.problem);
    return undefined;
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    if (value === undefined || typeof value === 'boolean') return value;
    if (this.isDeferred(value)) return false;
    if (value === 'true' || value === 'false') return value === 'true';
    this.report(key, `${quote(value)} is not true or false`);
    return undefined;
  }

  /** Canonical spelling of one of the values, compared without case. */
  choice<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (this.isDeferred(text)) return values[0];
    const found = values.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found === undefined) {
      this.problems.push(notOneOf([...this.#path, key], text, values));
    }
    return found;
  }

  quantity(key: string): string | undefined {
    const text = this.text(key);
    if (text === undefined || this.isDeferred(text) || parseQuantity(text) !== undefined)
      return text;
    this.report(key, `"${text}" is not a quantity such as 500m, 2 or 1Gi`);
    return undefined;
  }

  /** A name that follows a rule of Kubernetes. */
  name(key: string, rule: NameRule): string | undefined {
    const text = this.text(key);
    if (text === undefined || this.isDeferred(text)) return text;
    const problem = rule(text);
    if (problem !== undefined) this.report(key, problem);
    return text;
  }

  requiredName(key: string, rule: NameRule): string {
    const name = this.name(key, rule);
    if (name === undefined && !this.has(key)) this.report(key, 'is required');
    return name ?? '';
  }

  object(key: string): BlockReader | undefined {
    const value = this.raw(key);
    if (value === undefined || this.isDeferred(value)) return undefined;
    if (isObject(value)) return this.#inner(value, key);
    this.#reportType(key, value, 'a map');
    return undefined;
  }

  /** Readers of a list of maps. */
  objects(key: string): readonly BlockReader[] {
    return this.list(key).flatMap((item, index) => {
      if (isObject(item)) return [this.#inner(item, key, index)];
      if (!this.isDeferred(item)) this.#reportType(`${key}[${index}]`, item, 'a map');
      return [];
    });
  }

  list(key: string): readonly unknown[] {
    const value = this.raw(key);
    if (value === undefined || this.isDeferred(value)) return [];
    if (Array.isArray(value)) return value;
    this.#reportType(key, value, 'a list');
    return [];
  }

  texts(key: string): readonly string[] | undefined {
    if (!this.has(key)) return undefined;
    return this.list(key).flatMap((item, index) => {
      if (item === null || item === undefined) return [];
      return this.#textOf(item, `${key}[${index}]`) ?? [];
    });
  }

  /** A map of texts; empty values stay. Absent when there is none. */
  textMap(key: string): Readonly<Record<string, string>> | undefined {
    const value = this.raw(key);
    if (value === undefined || this.isDeferred(value)) return undefined;
    if (!isObject(value)) {
      this.#reportType(key, value, 'a map');
      return undefined;
    }
    const map: Record<string, string> = {};
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const text = item === null ? '' : this.#textOf(item, `${key}.${name}`);
      if (text !== undefined) map[name] = text;
    }
    return map;
  }

  /** Says that a field of the language cannot be used here. */
  refuse(key: string, message: string): void {
    if (this.has(key)) this.report(key, message);
  }

  /** Adds a problem at a field, or at the block itself with `''`. */
  report(key: string, message: string): void {
    const path = key === '' ? this.#path : [...this.#path, key];
    this.problems.push({ path, message });
  }

  /** Notes that a field has no effect. */
  warn(key: string, message: string): void {
    this.warnings.push(`${[...this.#path, key].join('.')}: ${message}`);
  }

  /** Reports every field that nobody has asked for. */
  end(): void {
    for (const key of Object.keys(this.#block)) {
      if (this.#known.has(key) || this.#block[key] === undefined) continue;
      this.problems.push(unknownField([...this.#path, key], [...this.#known]));
    }
  }

  /** The value is a template that has not been evaluated. */
  isDeferred(value: unknown): boolean {
    return this.stage === 'written' && typeof value === 'string' && /\{\{|\{%/.test(value);
  }

  #inner(value: Readonly<Record<string, unknown>>, key: string, index?: number): BlockReader {
    const path = [...this.#path, key, ...(index === undefined ? [] : [index])];
    const { stage, problems, warnings } = this;
    return new BlockReader(value, { stage, problems, warnings, path });
  }

  #textOf(value: unknown, key: string): string | undefined {
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.#reportType(key, value, 'a text');
    return undefined;
  }

  #reportType(key: string, value: unknown, expected: string): void {
    this.problems.push(wrongType([...this.#path, key], value, expected));
  }
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
