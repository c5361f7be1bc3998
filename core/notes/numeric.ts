const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const LEADING_INTEGER = /^\s*([+-]?\d+)/;

/**
 * A number from a number, boolean or numeric text (notes.md §1.2).
 *
 * @throws TypeError `non-numeric value …`
 */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  const number = numberOfText(value);
  if (number === undefined) throw new TypeError(`non-numeric value ${describe(value)}`);
  return number;
}

/** The number that a decimal text stands for; `undefined` for any other text or value. */
export function numberOfText(value: unknown): number | undefined {
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** An integer from anything: fractions are cut, a text gives its leading digits, the rest is 0 (notes.md §1). */
export function looseInteger(value: unknown): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string') return 0;
  const [, digits = '0'] = LEADING_INTEGER.exec(value) ?? [];
  return Number(digits);
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 64)) : `of type ${typeof value}`;
}
