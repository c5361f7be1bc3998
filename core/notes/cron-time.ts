import { Cron } from 'croner';
import { parseDuration } from '../duration.ts';
import { cronFields } from './cron-fields.ts';

/** When a schedule fires, in UTC. */
export interface CronTime {
  /** The first time after a moment; `undefined` when it never fires. */
  nextAfter(milliseconds: number): number | undefined;
  /** The last time at or before a moment; `undefined` when it never fired. */
  lastUntil(milliseconds: number): number | undefined;
}

const EVERY = /^@every\s+(\S+)$/;
const NUMBER_LIST = '(?:\\*|\\?|[0-9]+(?:-[0-9]+)?)(?:/[0-9]+)?';
const NAME_LIST = '(?:\\*|\\?|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:/[0-9]+)?';
/** The standard five fields; what croner knows beyond them is no cron elsewhere. */
const FIELDS = [NUMBER_LIST, NUMBER_LIST, NUMBER_LIST, NAME_LIST, NAME_LIST].map(
  (item) => new RegExp(`^${item}(?:,${item})*$`),
);
const LAST_OF_FIELD = [59, 23, 31, 12, 6];
const STEP_FROM = /(^|,)(\d+)\/(\d+)/g;

/** A schedule of five fields, a macro or `@every <duration>`; `undefined` for anything else. */
export function cronTime(spec: string): CronTime | undefined {
  const [, period] = EVERY.exec(spec.trim()) ?? [];
  if (period !== undefined) return everyTime(parseDuration(period));
  const fields = cronFields(spec);
  if (fields?.every((field, index) => FIELDS[index]?.test(field)) !== true) return undefined;
  const pattern = fields.map((field, index) =>
    field.replace(STEP_FROM, `$1$2-${LAST_OF_FIELD[index]}/$3`),
  );
  try {
    const cron = new Cron(pattern.join(' '), { timezone: 'UTC', mode: '5-part', paused: true });
    return {
      nextAfter: (milliseconds) => cron.nextRun(new Date(milliseconds))?.getTime(),
      // croner looks strictly before its reference, in whole seconds.
      lastUntil: (milliseconds) =>
        cron.previousRuns(1, new Date(milliseconds + 1000))[0]?.getTime(),
    };
  } catch {
    // croner refuses values out of range by throwing; the caller says what is wrong.
    return undefined;
  }
}

/** Tells whether a text is a schedule: five fields, a macro or `@every <duration>`. */
export function isCronSchedule(text: string): boolean {
  return cronTime(text) !== undefined;
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
