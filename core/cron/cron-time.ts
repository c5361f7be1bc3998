import { Cron } from 'croner';
import { parseDuration } from '../duration.ts';
import type { CronField } from './cron-field.ts';
import { MACROS, parseSchedule } from './parse-schedule.ts';

/** When a schedule fires. */
export interface CronTime {
  /** The first time after a moment; `undefined` when it never fires. */
  nextAfter(milliseconds: number): number | undefined;
  /** The last time at or before a moment; `undefined` when it never fired. */
  lastUntil(milliseconds: number): number | undefined;
}

const EVERY = /^@every\s+(\S+)$/;
const NEVER: CronTime = { nextAfter: () => undefined, lastUntil: () => undefined };

/**
 * Times of a schedule of five fields, a macro or `@every <duration>`; `undefined` for anything else.
 *
 * @param timeZone - name of the IANA data. Default UTC.
 */
export function cronTime(spec: string, timeZone = 'UTC'): CronTime | undefined {
  const trimmed = spec.trim();
  const [, period] = EVERY.exec(trimmed) ?? [];
  if (period !== undefined) return everyTime(parseDuration(period));
  const parsed = parseSchedule(MACROS.get(trimmed.toLowerCase()) ?? trimmed);
  return 'fields' in parsed ? fieldsTime(parsed.fields, timeZone) : undefined;
}

function fieldsTime(fields: readonly CronField[], timezone: string): CronTime {
  if (fields.some(({ values }) => values.length === 0)) return NEVER;
  const pattern = fields.map(({ values, isAny }) => (isAny ? '*' : values.join(',')));
  const cron = new Cron(pattern.join(' '), { timezone, mode: '5-part', paused: true });
  return {
    nextAfter: (milliseconds) => cron.nextRun(new Date(milliseconds))?.getTime(),
    // croner looks strictly before its reference, in whole seconds.
    lastUntil: (milliseconds) => cron.previousRuns(1, new Date(milliseconds + 1000))[0]?.getTime(),
  };
}

function everyTime(periodMs: number | undefined): CronTime | undefined {
  if (periodMs === undefined || periodMs <= 0) return undefined;
  const period = Math.max(1000, Math.floor(periodMs / 1000) * 1000);
  const whole = (milliseconds: number): number => Math.floor(milliseconds / 1000) * 1000;
  return {
    nextAfter: (milliseconds) => whole(milliseconds) + period,
    lastUntil: (milliseconds) => whole(milliseconds),
  };
}
