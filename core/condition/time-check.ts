import type { Condition } from '../../schemas/index.ts';
import { cronTime } from '../cron/cron-time.ts';
import { parseDuration } from '../duration.ts';
import type { CompileProblem } from '../expression/compile-problem.ts';
import { formatDuration } from '../notes/format-duration.ts';
import { DAYS } from '../notes/time-layout.ts';
import { minuteOfDay } from '../notes/time-notes.ts';
import { timestampOf } from '../object/timestamp.ts';

/** A test of the time of a cycle, in UTC (katalog-language §5.10). */
export interface TimeCheck {
  readonly text: string;
  test(nowMs: number): { readonly passed: boolean; readonly saw: string };
}

type Problems = Pick<CompileProblem, 'path' | 'message' | 'expected'>[];

const WEEKEND: readonly string[] = ['Saturday', 'Sunday'];
const WEEKDAYS: readonly string[] = DAYS.filter((day) => !WEEKEND.includes(day));

/** The checks of `time`, `dayOfWeek` and `cron` with `duration`, in that order. */
export function compileTimeChecks(written: Condition, problems: Problems): readonly TimeCheck[] {
  const { time, dayOfWeek, cron, duration } = written;
  if (duration !== undefined && cron === undefined) {
    problems.push({ path: ['duration'], message: 'duration without cron', expected: 'cron' });
  }
  return [
    time === undefined ? undefined : timeOfDay(time, problems),
    dayOfWeek === undefined ? undefined : weekdays(dayOfWeek, problems),
    cron === undefined ? undefined : cronWindow(cron, duration, problems),
  ].filter((check) => check !== undefined);
}

function timeOfDay(
  { after, before }: NonNullable<Condition['time']>,
  problems: Problems,
): TimeCheck | undefined {
  const start = after === undefined ? 0 : minuteOfDay(after);
  const end = before === undefined ? 24 * 60 : minuteOfDay(before);
  if (start === undefined || end === undefined || (after ?? before) === undefined) {
    problems.push({
      path: ['time'],
      message: 'time is not given',
      expected: 'after or before as HH:MM',
    });
    return undefined;
  }
  if (start > end) {
    const message = `no time of day is after ${after} and before ${before}`;
    problems.push({
      path: ['time'],
      message,
      expected: 'two conditions for a window over midnight',
    });
    return undefined;
  }
  const words = [after && `from ${after}`, before && `to ${before}`].filter(Boolean).join(' ');
  return {
    text: `time is ${words} UTC`,
    test: (nowMs) => {
      const saw = new Date(nowMs).toISOString().slice(11, 16);
      const minute = minuteOfDay(saw) ?? 0;
      return { passed: minute >= start && minute <= end, saw };
    },
  };
}

function weekdays(
  { weekday, weekend, in: among, notIn }: NonNullable<Condition['dayOfWeek']>,
  problems: Problems,
): TimeCheck | undefined {
  let open = new Set(DAYS);
  const keep = (days: readonly string[], isKept: boolean): void => {
    open = new Set([...open].filter((day) => days.includes(day) === isKept));
  };
  if (weekday !== undefined) keep(WEEKDAYS, weekday);
  if (weekend !== undefined) keep(WEEKEND, weekend);
  if (among !== undefined) keep(daysNamed(among, 'in', problems), true);
  if (notIn !== undefined) keep(daysNamed(notIn, 'notIn', problems), false);
  if ([weekday, weekend, among, notIn].every((part) => part === undefined)) {
    const expected = 'weekday, weekend, in or notIn';
    problems.push({ path: ['dayOfWeek'], message: 'dayOfWeek names no day', expected });
    return undefined;
  }
  return {
    text: `day is ${[...open].join(', ') || 'none'}`,
    test: (nowMs) => {
      const saw = DAYS[new Date(nowMs).getUTCDay()] ?? '';
      return { passed: open.has(saw), saw };
    },
  };
}

function daysNamed(names: readonly string[], key: string, problems: Problems): readonly string[] {
  return names.map((name, index) => {
    const day = DAYS.find((known) => known.toLowerCase() === name.trim().toLowerCase());
    if (day === undefined) {
      const path = ['dayOfWeek', key, index];
      problems.push({
        path,
        message: `"${name}" is not a day of the week`,
        expected: DAYS.join(', '),
      });
    }
    return day ?? '';
  });
}

function cronWindow(
  cron: string,
  duration: string | undefined,
  problems: Problems,
): TimeCheck | undefined {
  const schedule = cronTime(cron);
  const length = duration === undefined ? Number.POSITIVE_INFINITY : parseDuration(duration);
  if (schedule === undefined) {
    const expected = 'five fields: minute hour day month weekday';
    problems.push({ path: ['cron'], message: `"${cron}" is not a cron schedule`, expected });
  }
  if (length === undefined) {
    problems.push({
      path: ['duration'],
      message: `"${duration}" is not a duration`,
      expected: '30m, 2h, 1d',
    });
  }
  if (schedule === undefined || length === undefined) return undefined;
  const within = Number.isFinite(length) ? ` within ${formatDuration(length)}` : '';
  return {
    text: `cron "${cron}" has fired${within}`,
    test: (nowMs) => {
      const last = schedule.lastUntil(nowMs);
      const saw = last === undefined ? 'never' : timestampOf(last);
      return { passed: last !== undefined && nowMs - last <= length, saw };
    },
  };
}
