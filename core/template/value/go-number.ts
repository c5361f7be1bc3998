/** The number types of Go that a plain JavaScript number cannot stand for by itself. */
export type GoNumberType = 'int' | 'float64' | 'uint8';

/**
 * A number that knows its Go type.
 *
 * @remarks A plain integer of the data is an `int64` and a fraction is a `float64`; a literal `3` is an `int`,
 * `3.0` a `float64` and a byte of a string a `uint8`, which matters to `printf` and to comparisons.
 * Integers that a double cannot hold exactly are carried as `bigint`.
 */
export class GoNumber {
  readonly type: GoNumberType;
  readonly value: number | bigint;

  constructor(type: GoNumberType, value: number | bigint) {
    this.type = type;
    this.value = value;
  }
}

/** The value for code outside the engine: a typed number becomes a plain one. */
export function unboxed(value: unknown): unknown {
  return value instanceof GoNumber ? value.value : value;
}

/** Marks the result of a function as Go's `float64`, so that `printf "%.1f"` takes 2 as 2.0. */
export function goFloat(value: number): GoNumber {
  return new GoNumber('float64', value);
}

/** Marks an integer as Go's `int`. */
export function goInt(value: number): GoNumber {
  return new GoNumber('int', value);
}
