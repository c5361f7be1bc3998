const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** English names of the days, Sunday first. */
export const DAYS: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

// Longer elements stand before those that they start with.
const ELEMENTS =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|_2(?!006)|002|0[1-6]|15|PM|pm|[-Z]07:00:00|[-Z]070000|[-Z]07:00|[-Z]0700|[-Z]07|[.,](?:0+|9+)(?!\d)|[1-5]/g;

type Formatter = (date: Date) => string;

const FORMATTERS: Readonly<Record<string, Formatter>> = {
  January: (date) => MONTHS[date.getUTCMonth()] ?? '',
  Jan: (date) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
  1: (date) => String(date.getUTCMonth() + 1),
  '01': (date) => two(date.getUTCMonth() + 1),
  Monday: (date) => DAYS[date.getUTCDay()] ?? '',
  Mon: (date) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
  2: (date) => String(date.getUTCDate()),
  _2: (date) => String(date.getUTCDate()).padStart(2),
  '02': (date) => two(date.getUTCDate()),
  __2: (date) => String(dayOfYear(date)).padStart(3),
  '002': (date) => String(dayOfYear(date)).padStart(3, '0'),
  15: (date) => two(date.getUTCHours()),
  3: (date) => String(hour12(date)),
  '03': (date) => two(hour12(date)),
  4: (date) => String(date.getUTCMinutes()),
  '04': (date) => two(date.getUTCMinutes()),
  5: (date) => String(date.getUTCSeconds()),
  '05': (date) => two(date.getUTCSeconds()),
  2006: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  '06': (date) => two(date.getUTCFullYear() % 100),
  PM: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  pm: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  MST: () => 'UTC',
};

/** A time in UTC by Go's reference layout (`2006-01-02 15:04:05`). */
export function formatTime(milliseconds: number, layout: string): string {
  const date = new Date(milliseconds);
  return layout.replace(ELEMENTS, (element) => {
    const format = FORMATTERS[element];
    if (format !== undefined) return format(date);
    return /^[.,]/.test(element) ? fractionOf(date, element) : zoneText(element);
  });
}

function fractionOf(date: Date, element: string): string {
  const size = element.length - 1;
  const digits = String(date.getUTCMilliseconds())
    .padStart(3, '0')
    .padEnd(size, '0')
    .slice(0, size);
  if (element[1] === '0') return `${element[0]}${digits}`;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : `${element[0]}${trimmed}`;
}

function zoneText(element: string): string {
  if (element.startsWith('Z')) return 'Z';
  return element.replace('-', '+').replace(/\d/g, '0');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function hour12(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}

function dayOfYear(date: Date): number {
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - start) / 86_400_000) + 1;
}
