import { isObject } from '../object/json.ts';

import { toFloat } from './numeric.ts';

const NO_OBJECT: Readonly<Record<string, unknown>> = {};

/** Arguments of one call, read by the kind the note declares; the caller has checked kinds and count. */
export class NoteArguments {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }

  get count(): number {
    return this.values.length;
  }

  any(index: number): unknown {
    return this.values[index] ?? undefined;
  }

  /** @throws TypeError when the argument is no string. */
  text(index: number): string {
    const value = this.values[index];
    if (typeof value !== 'string') throw new TypeError('expected string');
    return value;
  }

  /** @throws TypeError when the argument is no number. */
  number(index: number): number {
    const value = this.values[index];
    if (typeof value === 'bigint') return toFloat(value);
    if (typeof value !== 'number') throw new TypeError('expected number');
    return value;
  }

  /** A number without its fraction. */
  integer(index: number): number {
    return Math.trunc(this.number(index));
  }

  flag(index: number): boolean {
    return this.values[index] === true;
  }

  /** An argument that is not a map counts as an empty one (notes.md §1). */
  object(index: number): Readonly<Record<string, unknown>> {
    const value = this.values[index];
    return isObject(value) ? value : NO_OBJECT;
  }

  /** An argument that is not a list counts as an empty one. */
  list(index: number): readonly unknown[] {
    const value: unknown = this.values[index];
    return Array.isArray(value) ? value : [];
  }

  /** All arguments from an index on, as texts. */
  texts(from: number): readonly string[] {
    return this.values.slice(from).map((_, index) => this.text(from + index));
  }
}
