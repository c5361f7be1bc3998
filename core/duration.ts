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

const LONG = /^([+-]?)(\d+\.?\d*|\.\d+)(d|w|mo|y)$/;
const GO_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
const ZERO = /^(never|[+-]?0)$/;
const MAX_LENGTH = 100;

/**
 * Milliseconds of a duration: Go's form (`1h30m`, `250ms`, `1.5h`) or one number with `d`, `w`, `mo` (30 d), `y` (365 d)
 * (katalog-language §0.4, notes.md §1.8); `never` and `0` are 0. May be negative: bounds are the caller's.
 *
 * @returns `undefined` for anything else, mixed forms such as `1d12h` included.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return undefined;
  if (ZERO.test(trimmed)) return 0;
  const [, longSign, amount, unit = ''] = LONG.exec(trimmed) ?? [];
  if (amount !== undefined) return signed(longSign, Number(amount) * (LONG_UNITS[unit] ?? 0));
  const ms = sumGoParts(trimmed.replace(/^[+-]/, ''));
  return ms === undefined ? undefined : signed(trimmed.charAt(0), ms);
}

function signed(sign: string | undefined, ms: number): number {
  return sign === '-' && ms !== 0 ? -ms : ms;
}

function sumGoParts(text: string): number | undefined {
  if (text === '') return undefined;
  let sum = 0;
  let at = 0;
  while (at < text.length) {
    GO_PART.lastIndex = at;
    const part = GO_PART.exec(text);
    if (part === null) return undefined;
    sum += Number(part[1]) * (GO_UNITS[part[2] ?? ''] ?? 0);
    at = GO_PART.lastIndex;
  }
  return sum;
}
