import { GoNumber } from './go-number.ts';

/** Go's kinds as far as JSON values and literals have them; `invalid` is nil. */
export type GoKind = 'invalid' | 'bool' | 'int' | 'uint' | 'float' | 'string' | 'slice' | 'map';

/** A JSON object whose own properties are its entries. */
export type GoMap = Readonly<Record<string, unknown>>;

const INT64_LIMIT = 2 ** 63;
const NO_TYPE = '<nil>';

/** Whether the value is a map: an object that is neither a list nor a typed number. */
export function isGoMap(value: unknown): value is GoMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof GoNumber)
  );
}

/** Whether a plain number stands for an `int64`; whole numbers beyond its range are `float64`. */
function isPlainInteger(value: number): boolean {
  return Number.isInteger(value) && value >= -INT64_LIMIT && value < INT64_LIMIT;
}

/** The Go kind of a value. */
export function kindOf(value: unknown): GoKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isPlainInteger(value) ? 'int' : 'float';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'object':
      return kindOfObject(value);
    default:
      return 'invalid';
  }
}

function kindOfObject(value: object | null): GoKind {
  if (value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (!(value instanceof GoNumber)) return 'map';
  if (value.type === 'float64') return 'float';
  return value.type === 'uint8' ? 'uint' : 'int';
}

/** The Go type of a value as `%T` prints it. */
export function typeNameOf(value: unknown): string {
  switch (kindOf(value)) {
    case 'invalid':
      return NO_TYPE;
    case 'string':
      return 'string';
    case 'bool':
      return 'bool';
    case 'slice':
      return '[]interface {}';
    case 'map':
      return 'map[string]interface {}';
    case 'float':
      return 'float64';
    case 'uint':
      return 'uint8';
    default:
      return value instanceof GoNumber ? value.type : 'int64';
  }
}

/** The numeric value of a number, typed or plain; integers beyond the safe range come exactly, as `bigint`. */
export function numericOf(value: unknown): number | bigint {
  if (value instanceof GoNumber) return value.value;
  if (typeof value === 'bigint') return value;
  const number = Number(value);
  if (number === 0) return 0;
  return isPlainInteger(number) && !Number.isSafeInteger(number) ? BigInt(number) : number;
}

/** Go's truth of what is no map: everything but nil, false, zero and the empty string and list. */
export function isTruthyScalar(value: unknown): boolean {
  switch (kindOf(value)) {
    case 'invalid':
      return false;
    case 'bool':
      return value === true;
    case 'string':
      return value !== '';
    case 'slice':
      return (value as readonly unknown[]).length > 0;
    default: {
      const number = numericOf(value);
      return number !== 0 && number !== 0n;
    }
  }
}
