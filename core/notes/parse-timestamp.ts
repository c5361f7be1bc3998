const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,18}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Milliseconds since 1970 of an RFC 3339 timestamp or a `YYYY-MM-DD` date; `undefined` for anything else. */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const date = DATE.exec(value);
  if (date !== null) return midnightOf(date);
  const match = RFC3339.exec(value);
  if (match === null) return undefined;
  const [, , , , hour, minute, second, fraction = '', sign, zoneHour, zoneMinute] = match;
  const day = midnightOf(match);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return undefined;
  }
  const offset = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * (sign === '-' ? -1 : 1);
  const time = (Number(hour) * 60 + Number(minute) - offset) * 60_000 + Number(second) * 1000;
  return day + time + Math.floor(Number(`0.${fraction || '0'}`) * 1000);
}

function midnightOf(match: readonly string[]): number | undefined {
  const [, year, month, day] = match.map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() : undefined;
}
