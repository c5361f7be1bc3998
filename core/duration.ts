const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;

/** Units of Go's `time.ParseDuration`, in milliseconds. */
const GO_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: SECOND_MS,
  m: 60 * SECOND_MS,
  h: 3_600 * SECOND_MS,
};

/** Units the language adds; one number with one of them is a whole duration. */
const LONG_UNITS: Readonly<Record<string, number>> = {
  d: DAY_MS,
  w: 7 * DAY_MS,
  mo: 30 * DAY_MS,
  y: 365 * DAY_MS,
};

const LONG = /^(\d+(?:\.\d+)?)(d|w|mo|y)$/;
const GO_PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * Milliseconds of a duration: Go's form (`1h30m`, `250ms`, `1.5h`) or one number with `d`, `w`, `mo`, `y`
 * (katalog-language §0.4); `never` and `0` are 0.
 *
 * @returns `undefined` for anything else, mixed forms such as `1d12h` included.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'never' || trimmed === '0') return 0;
  const long = LONG.exec(trimmed);
  if (long !== null) return Number(long[1]) * (LONG_UNITS[long[2] ?? ''] ?? Number.NaN);
  const isNegative = trimmed.startsWith('-');
  const digits = trimmed.replace(/^[+-]/, '');
  const ms = digits === '0' ? 0 : sumGoParts(digits);
  return ms === undefined ? undefined : (isNegative ? -1 : 1) * ms;
}

function sumGoParts(text: string): number | undefined {
  if (text === '') return undefined;
  let sum = 0;
  let at = 0;
  while (at < text.length) {
    GO_PART.lastIndex = at;
    const part = GO_PART.exec(text);
    if (part === null) return undefined;
    sum += Number(part[1]) * (GO_UNITS[part[2] ?? ''] ?? Number.NaN);
    at = GO_PART.lastIndex;
  }
  return sum;
}
