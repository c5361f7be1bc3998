import { writeJson } from '../../../core/index.ts';
/** Bounds of a whole number, inclusive. */
export interface IntegerBounds {
  readonly min?: number;
  readonly max?: number;
}

const WIDE = /^\s*[+-]?[1-9]\d{15,}\s*$/;

/** A whole number of a native value or its text, or what is wrong with it. */
export function parseInteger(
  value: unknown,
  bounds: IntegerBounds,
): number | { readonly problem: string } {
  const shown = quote(value);
  if (typeof value === 'bigint' || (typeof value === 'string' && WIDE.test(value)))
    return { problem: `${shown} is a whole number beyond ${bounds.max ?? '2^53'}` };
  const isWhole =
    (typeof value === 'number' && Number.isSafeInteger(value)) ||
    (typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value.trim()));
  if (!isWhole) return { problem: `${shown} is not a whole number` };
  const number = Number(value);
  const { min, max } = bounds;
  if (min !== undefined && number < min)
    return { problem: `${shown} is less than ${min}${rangeOf(bounds)}` };
  if (max !== undefined && number > max)
    return { problem: `${shown} is more than ${max}${rangeOf(bounds)}` };
  return number;
}

/** Both ends, where the fault does not name the only one. */
function rangeOf({ min, max }: IntegerBounds): string {
  return min === undefined || max === undefined ? '' : `, expected ${min} to ${max}`;
}

/** A boolean of a native value or its text, or what is wrong with it. */
export function parseBoolean(value: unknown): boolean | { readonly problem: string } {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return { problem: `${quote(value)} is not true or false` };
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : writeJson(value);
}

/** A whole number, or a percentage such as `25%`, as Kubernetes' IntOrString takes it. */
export function parseIntOrPercent(text: string): number | string | { readonly problem: string } {
  if (/^\d{1,3}%$/.test(text)) return text;
  const number = parseInteger(text, { min: 0 });
  if (typeof number === 'number') return number;
  return { problem: `"${text}" is neither a whole number nor a percentage such as 25%` };
}

/** Counts of Kubernetes: `int32`, not negative. */
export const COUNT: IntegerBounds = { min: 0, max: 2_147_483_647 };

/** Ports of TCP, UDP and SCTP. */
export const PORT: IntegerBounds = { min: 1, max: 65_535 };
