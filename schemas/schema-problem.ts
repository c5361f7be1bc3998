/** A JSON Schema (2020-12), read as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What about a value does not fit its schema. */
export interface SchemaProblem {
  /** Keys and indexes from the root of the value; for `unknown` and `missing` it ends with the key. */
  readonly path: readonly (string | number)[];
  readonly kind: 'unknown' | 'missing' | 'invalid';
  /** One sentence without the path. */
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  /** The nearest known key or value. */
  readonly nearest?: string;
}
