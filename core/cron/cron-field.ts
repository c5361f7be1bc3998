/** Values that one field of a schedule may take. */
export interface FieldBounds {
  readonly min: number;
  readonly max: number;
  /** Values that have a name, in lower case. */
  readonly names?: Readonly<Record<string, number>>;
}

/** What one field of a schedule selects. */
export interface CronField {
  /** Ascending. */
  readonly values: readonly number[];
  /** `true`: the field says nothing (`*`, `?`), which matters where days of month and of week are combined. */
  readonly isAny: boolean;
}

/** A part of a schedule that robfig/cron refuses, in its words. */
export class CronFault extends Error {}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** The five fields of a schedule in their order. */
export const FIELD_BOUNDS: readonly FieldBounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: Object.fromEntries(MONTHS.map((name, index) => [name, index + 1])) },
  { min: 0, max: 6, names: Object.fromEntries(DAYS.map((name, index) => [name, index])) },
];

/**
 * Reads one field as robfig/cron does (v3, `getField`).
 *
 * @throws {@link CronFault} with its words
 */
export function parseCronField(text: string, bounds: FieldBounds): CronField {
  const ranges = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => parseRange(part, bounds));
  const values = new Set(ranges.flatMap(({ values }) => values));
  return {
    values: [...values].sort((left, right) => left - right),
    isAny: ranges.some(({ isAny }) => isAny),
  };
}

function parseRange(text: string, bounds: FieldBounds): CronField {
  const [range = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreHyphens] = range.split('-');
  const isWhole = low === '*' || low === '?';
  const start = isWhole ? bounds.min : parseValue(low, bounds);
  if (!isWhole && moreHyphens.length > 0) throw new CronFault(`too many hyphens: ${text}`);
  const until = isWhole ? bounds.max : high === undefined ? start : parseValue(high, bounds);
  if (moreSteps.length > 0) throw new CronFault(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : parseWhole(stepText);
  // A lone value with a step means "from there on".
  const end = stepText !== undefined && high === undefined ? bounds.max : until;
  checkRange({ start, end, step, text }, bounds);
  const count = Math.floor((end - start) / step) + 1;
  const values = Array.from({ length: count }, (_, index) => start + index * step);
  return { values, isAny: isWhole && step === 1 };
}

function checkRange(
  range: {
    readonly start: number;
    readonly end: number;
    readonly step: number;
    readonly text: string;
  },
  { min, max }: FieldBounds,
): void {
  const { start, end, step, text } = range;
  if (start < min)
    throw new CronFault(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) throw new CronFault(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end)
    throw new CronFault(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) throw new CronFault(`step of range should be a positive number: ${text}`);
}

function parseValue(text: string, { names = {} }: FieldBounds): number {
  const name = text.toLowerCase();
  return Object.hasOwn(names, name) ? Number(names[name]) : parseWhole(text);
}

function parseWhole(text: string): number {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  const complaint = number === undefined ? 'invalid syntax' : 'value out of range';
  if (number === undefined || !(Math.abs(number) < 2 ** 63)) {
    const detail = `strconv.Atoi: parsing ${JSON.stringify(text)}: ${complaint}`;
    throw new CronFault(`failed to parse int from ${text}: ${detail}`);
  }
  return number;
}
