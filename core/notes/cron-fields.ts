import { MACROS } from '../cron/parse-schedule.ts';
import { isObject } from '../object/json.ts';
import { plainText } from './go-text.ts';

const KEYS = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;
const EVERY_MINUTE = '* * * * *';

/** The five fields of a schedule, macros expanded; `undefined` when it has another number of fields. */
export function cronFields(spec: string): readonly string[] | undefined {
  const trimmed = spec.trim();
  const fields = (MACROS.get(trimmed.toLowerCase()) ?? trimmed).split(/\s+/);
  return trimmed !== '' && fields.length === KEYS.length ? fields : undefined;
}

/** A schedule in its plain form; `* * * * *` when it is none. */
export function normalizeCron(spec: string): string {
  return cronFields(spec)?.join(' ') ?? EVERY_MINUTE;
}

/** The map of a schedule; a map is taken as it is. */
export function cronMapOf(value: unknown): unknown {
  if (isObject(value)) return value;
  const fields = cronFields(plainText(value));
  return Object.fromEntries(KEYS.map((key, index) => [key, fields?.[index] ?? '*']));
}

/** The schedule that a map stands for. */
export function cronOfMap(map: Readonly<Record<string, unknown>>): string {
  return KEYS.map((key) => plainText(map[key]).trim() || '*').join(' ');
}

/** A schedule in words. */
export function describeCron(spec: string): string {
  const normal = normalizeCron(spec);
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = normal.split(' ');
  const rest = `${hour} ${day} ${month} ${weekday}`;
  if (/^\*\/\d+$/.test(minute) && rest === '* * * *') return `Every ${minute.slice(2)} minutes`;
  if (normal === '0 * * * *') return 'Every hour';
  const time = `${hour}:${minute}`;
  const hasTime = minute !== '*' && hour !== '*';
  if (`${day} ${month} ${weekday}` === '* * *' && hasTime) return `At ${time} every day`;
  if (`${day} ${month}` === '* *' && weekday !== '*') return `At ${time} on day-of-week ${weekday}`;
  if (day !== '*' && `${month} ${weekday}` === '* *')
    return `At ${time} on day ${day} of every month`;
  return `Cron: ${normal}`;
}
