import { decimalText, isObject } from '../../../core/index.ts';
import { BlockFields, type Step } from './block-fields.ts';
import { notOneOf } from './block-problems.ts';
import type { NameRule } from './name-rules.ts';
import { type IntegerBounds, parseBoolean, parseInteger } from './parse-scalar.ts';
import { quantityRule } from './quantity.ts';

/**
 * Reads the fields of a block one by one, collecting every fault instead of stopping at the first.
 *
 * @remarks Works on blocks as written too: a scalar that holds a template is taken as valid, so the same code that
 * builds a manifest finds the faults of a Katalog. What was not read when {@link BlockReader.end} is called is an
 * unknown field, so nothing can be parsed and ignored. Empty text counts as absent, as a template yields it for nil.
 */
export class BlockReader extends BlockFields {
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
    return this.#parsed(key, 1, (value) => parseInteger(value, bounds));
  }

  boolean(key: string): boolean | undefined {
    return this.#parsed(key, false, parseBoolean);
  }

  /** Canonical spelling of one of the values, compared without case. */
  choice<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : this.#choiceOf(text, key, values);
  }

  /** A list of {@link BlockReader.choice}s. */
  choices<Value extends string>(
    key: string,
    values: readonly Value[],
  ): readonly Value[] | undefined {
    return this.texts(key)?.flatMap(
      (text, index) => this.#choiceOf(text, [key, index], values) ?? [],
    );
  }

  #choiceOf<Value extends string>(
    text: string,
    key: Step,
    values: readonly Value[],
  ): Value | undefined {
    if (this.isDeferred(text)) return values[0];
    const found = values.find((value) => value.toLowerCase() === text.toLowerCase());
    if (found === undefined) this.add(notOneOf(this.at(key), text, values));
    return found;
  }

  /** A quantity, by default one that is not negative. */
  quantity(key: string, rule: NameRule = quantityRule): string | undefined {
    return this.name(key, rule);
  }

  /** A name that follows a rule of Kubernetes. */
  name(key: string, rule: NameRule): string | undefined {
    const text = this.text(key);
    if (text === undefined || this.isDeferred(text)) return text;
    const problem = rule(text);
    if (problem !== undefined) this.report(key, problem);
    return text;
  }

  /** A list of {@link BlockReader.name}s. */
  names(key: string, rule: NameRule): readonly string[] | undefined {
    const texts = this.texts(key);
    for (const [index, text] of (texts ?? []).entries()) {
      const problem = text === '' || this.isDeferred(text) ? undefined : rule(text);
      if (problem !== undefined) this.report([key, index], problem);
    }
    return texts;
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
    this.reportType(key, value, 'a map');
    return undefined;
  }

  /**
   * Readers of a list of maps.
   *
   * @param shorthand - field that an item written as text stands for; a lone item then needs no list either
   */
  objects(key: string, shorthand?: string): readonly BlockReader[] {
    const value = this.raw(key);
    if (shorthand !== undefined && value !== undefined && !Array.isArray(value)) {
      return [this.#item(value, key, shorthand)].filter((each) => each !== undefined);
    }
    return this.list(key).flatMap((item, index) => {
      if (this.#isLeftOut(item)) return [];
      return this.#item(item, key, shorthand, index) ?? [];
    });
  }

  /** An item that a template yields as nothing is none; one that is written as nothing is a mistake. */
  #isLeftOut(item: unknown): boolean {
    return item === '' || (item === null && this.stage === 'evaluated');
  }

  #item(
    item: unknown,
    key: string,
    shorthand: string | undefined,
    index?: number,
  ): BlockReader | undefined {
    if (isObject(item)) return this.#inner(item, key, index);
    if (shorthand !== undefined && typeof item === 'string') {
      return this.#inner({ [shorthand]: item }, key, index);
    }
    if (!this.isDeferred(item)) {
      this.reportType(index === undefined ? key : [key, index], item, 'a map');
    }
    return undefined;
  }

  list(key: string): readonly unknown[] {
    const value = this.raw(key);
    if (value === undefined || this.isDeferred(value)) return [];
    if (Array.isArray(value)) return value;
    this.reportType(key, value, 'a list');
    return [];
  }

  texts(key: string): readonly string[] | undefined {
    if (!this.has(key)) return undefined;
    return this.list(key).flatMap((item, index) => {
      if (item === null && this.#isLeftOut(item)) return [];
      return this.#textOf(item, [key, index]) ?? [];
    });
  }

  /** A map of texts; empty values stay. Absent when there is none. */
  textMap(key: string): Readonly<Record<string, string>> | undefined {
    const value = this.raw(key);
    if (value === undefined || this.isDeferred(value)) return undefined;
    if (!isObject(value)) {
      this.reportType(key, value, 'a map');
      return undefined;
    }
    const texts: [string, string][] = [];
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const text = item === null ? '' : this.#textOf(item, [key, name]);
      if (text !== undefined) texts.push([name, text]);
    }
    return Object.fromEntries(texts);
  }

  #parsed<Value extends number | boolean>(
    key: string,
    ifDeferred: Value,
    parse: (value: unknown) => Value | { readonly problem: string },
  ): Value | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (this.isDeferred(value)) return ifDeferred;
    const outcome = parse(value);
    if (typeof outcome !== 'object') return outcome;
    this.report(key, outcome.problem);
    return undefined;
  }

  #inner(value: Readonly<Record<string, unknown>>, key: string, index?: number): BlockReader {
    const path = [...this.path, key, ...(index === undefined ? [] : [index])];
    const { stage, problems, warnings } = this;
    return new BlockReader(value, { stage, problems, warnings, path });
  }

  #textOf(value: unknown, key: Step): string | undefined {
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return decimalText(value);
    if (typeof value === 'boolean') return String(value);
    this.reportType(key, value, 'a text');
    return undefined;
  }
}
