/** Types a text may be turned into (katalog-language §11.2, §4.1). */
export type CastType = 'string' | 'integer' | 'number' | 'boolean' | 'auto';

/** A value of the type, or why it is none. */
export type CastResult = { readonly value: unknown } | { readonly problem: string };

const INTEGER = /^[+-]?\d{1,15}$/;
const NUMBER = /^[+-]?(\d{1,300}(\.\d{0,300})?|\.\d{1,300})([eE][+-]?\d{1,3})?$/;
/** The words Go's `strconv.ParseBool` takes. */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Turns a native value or its text into the type; `auto` tries integer, number, boolean, string. */
export function castScalar(value: unknown, type: CastType): CastResult {
  if (type === 'string')
    return { value: typeof value === 'string' ? value : JSON.stringify(value) };
  if (type === 'auto') return castAuto(value);
  if (type === 'boolean') return castBoolean(value);
  return castNumber(value, type);
}

function castAuto(value: unknown): CastResult {
  if (typeof value !== 'string') return { value };
  if (INTEGER.test(value) || NUMBER.test(value)) return { value: Number(value) };
  if (value === 'true' || value === 'false') return { value: value === 'true' };
  return { value };
}

function castBoolean(value: unknown): CastResult {
  if (typeof value === 'boolean') return { value };
  const text = String(value);
  if (TRUE.has(text)) return { value: true };
  if (FALSE.has(text)) return { value: false };
  return { problem: `"${text}" is not a boolean` };
}

function castNumber(value: unknown, type: 'integer' | 'number'): CastResult {
  const isNumeric =
    typeof value === 'number' ||
    (typeof value === 'string' && (type === 'integer' ? INTEGER : NUMBER).test(value));
  const number = isNumeric ? Number(value) : Number.NaN;
  if (type === 'integer' && Number.isSafeInteger(number)) return { value: number };
  if (type === 'number' && Number.isFinite(number)) return { value: number };
  return {
    problem: `"${String(value)}" is not ${type === 'integer' ? 'a whole number' : 'a number'}`,
  };
}
