import { parseSchedule } from './parse-schedule.ts';

const PART_OF_ZONE = /^[A-Za-z.\-_0-9+]{1,14}$/;

/** What else is known where a `schedule` stands. */
export interface ScheduleSurroundings {
  /** `true`: what is replaced had a time zone in its schedule, so this may keep one. Default: false. */
  readonly mayHaveZone?: boolean;
  /** `true`: there is a `timeZone` beside. Default: false. */
  readonly hasTimeZone?: boolean;
}

/** What the API server says of the `schedule` of a CronJob (`k8s.io/kubernetes/pkg/apis/batch/validation`). */
export function scheduleFindings(
  schedule: string,
  { mayHaveZone = false, hasTimeZone = false }: ScheduleSurroundings = {},
): readonly string[] {
  const parsed = parseSchedule(schedule);
  const findings = 'fault' in parsed ? [parsed.fault] : [];
  if (!schedule.includes('TZ') || (mayHaveZone && !hasTimeZone)) return findings;
  const why = mayHaveZone
    ? 'cannot use both timeZone field and TZ or CRON_TZ in schedule'
    : 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
  return [...findings, why];
}

/**
 * What the API server says of the `timeZone` of a CronJob.
 *
 * @remarks Names are those of the IANA data; upper and lower case count, as they do in Go.
 */
export function timeZoneFindings(timeZone: string): readonly string[] {
  if (timeZone === '') return ['timeZone must be nil or non-empty string'];
  const unknown = `unknown time zone ${timeZone}`;
  const isPart = (part: string): boolean =>
    part !== '.' && part !== '..' && !part.startsWith('-') && PART_OF_ZONE.test(part);
  if (!timeZone.split('/').every(isPart)) return [unknown];
  if (timeZone.toLowerCase() === 'local') {
    const explicit =
      'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
    return timeZone === 'Local' ? [explicit] : [explicit, unknown];
  }
  return isKnownZone(timeZone) ? [] : [unknown];
}

function isKnownZone(timeZone: string): boolean {
  // ICU takes offsets such as +0100, which are no names.
  if (!/^[A-Za-z]/.test(timeZone) || otherCaseOf(timeZone) !== undefined) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The right spelling of a time zone that is written in other cases. */
export function otherCaseOf(timeZone: string): string | undefined {
  const small = timeZone.toLowerCase();
  const known = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === small);
  return known === timeZone ? undefined : known;
}
