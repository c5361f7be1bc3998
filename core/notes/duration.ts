const EXTENDED_MS: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  mo: 30 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
};
const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const EXTENDED = /^([+-]?(?:\d+\.?\d*|\.\d+))(y|mo|w|d)$/;
const GO = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const MAX_LENGTH = 100;

/**
 * Milliseconds of a duration: Go's syntax, or one number with `y` (365 d), `mo` (30 d), `w` or `d`;
 * `never` is 0 (notes.md §1.8).
 *
 * @returns `undefined` for any other text, the empty one too
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return undefined;
  if (trimmed === 'never' || /^[+-]?0$/.test(trimmed)) return 0;
  const [, amount, unit = ''] = EXTENDED.exec(trimmed) ?? [];
  if (amount !== undefined) return Number(amount) * (EXTENDED_MS[unit] ?? 0);
  const [, sign, parts] = GO.exec(trimmed) ?? [];
  if (parts === undefined) return undefined;
  let total = 0;
  for (const [, value, name = ''] of parts.matchAll(PART)) {
    total += Number(value) * (UNIT_MS[name] ?? 0);
  }
  return sign === '-' ? -total : total;
}

/** A duration as Go prints it: `36h0m0s`, `1.5s`, `250ms`. */
export function formatDuration(milliseconds: number): string {
  const nanoseconds = Math.round(milliseconds * 1e6);
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const size = Math.abs(nanoseconds);
  if (size < 1e3) return `${sign}${size}ns`;
  if (size < 1e6) return `${sign}${fraction(size, 3)}µs`;
  if (size < 1e9) return `${sign}${fraction(size, 6)}ms`;
  const totalSeconds = Math.floor(size / 1e9);
  const seconds = fraction((totalSeconds % 60) * 1e9 + (size % 1e9), 9);
  const minutes = Math.floor(totalSeconds / 60);
  if (minutes === 0) return `${sign}${seconds}s`;
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${sign}${minutes}m${seconds}s`;
  return `${sign}${hours}h${minutes % 60}m${seconds}s`;
}

function fraction(value: number, digits: number): string {
  const unit = 10 ** digits;
  const rest = String(value % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(value / unit));
  return rest === '' ? whole : `${whole}.${rest}`;
}
