import { expect, test } from 'vitest';
import { type Context, pathIn } from './cluster-context.ts';

interface CronCase {
  readonly schedule?: string;
  readonly timeZone?: string | undefined;
  /** What the API server says of it; none: it takes it. */
  readonly refused?: string;
}

const SCHEDULES: readonly CronCase[] = [
  { schedule: '0 3 * * *' },
  { schedule: '*/5 0-23/2 1,15 jan-MAR Mon-fri' },
  { schedule: '? ? ? ? ?' },
  { schedule: '5/15 * * * *' },
  { schedule: '0 0 31 2 *' },
  { schedule: ', * * * *' },
  { schedule: '+5 * * * *' },
  { schedule: '@daily' },
  { schedule: '@every 1h30m' },
  { schedule: '@every .5h' },
  { schedule: '@every -1h' },
  { schedule: '0 3 * * 7', refused: 'end of range (7) above maximum (6): 7' },
  {
    schedule: '0 3 * * sat-sun',
    refused: 'beginning of range (6) beyond end of range (0): sat-sun',
  },
  { schedule: '60 * * * *', refused: 'end of range (60) above maximum (59): 60' },
  { schedule: '0 0 0 * *', refused: 'beginning of range (0) below minimum (1): 0' },
  { schedule: '0 0 * 13 *', refused: 'end of range (13) above maximum (12): 13' },
  { schedule: '*/0 * * * *', refused: 'step of range should be a positive number: */0' },
  { schedule: '1-2-3 * * * *', refused: 'too many hyphens: 1-2-3' },
  { schedule: '1/2/3 * * * *', refused: 'too many slashes: 1/2/3' },
  {
    schedule: '* * * * monday',
    refused: 'failed to parse int from monday: strconv.Atoi: parsing "monday": invalid syntax',
  },
  {
    schedule: '0- * * * *',
    refused: 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax',
  },
  {
    schedule: '99999999999999999999 * * * *',
    refused:
      'failed to parse int from 99999999999999999999: strconv.Atoi: parsing "99999999999999999999": value out of range',
  },
  { schedule: '0 0 L * *', refused: 'failed to parse int from L: strconv.Atoi: parsing "L"' },
  { schedule: '0 0 * * 5#2', refused: 'failed to parse int from 5#2' },
  { schedule: '* * * *', refused: 'expected exactly 5 fields, found 4: [* * * *]' },
  { schedule: '0 0 3 * * *', refused: 'expected exactly 5 fields, found 6: [0 0 3 * * *]' },
  { schedule: ' @daily', refused: 'expected exactly 5 fields, found 1: [@daily]' },
  { schedule: '@Daily', refused: 'unrecognized descriptor: @Daily' },
  { schedule: '@reboot', refused: 'unrecognized descriptor: @reboot' },
  { schedule: '@every 1d', refused: 'time: unknown unit "d" in duration "1d"' },
  { schedule: '@every 5', refused: 'time: missing unit in duration "5"' },
  {
    schedule: '@every soon',
    refused: 'failed to parse duration @every soon: time: invalid duration "soon"',
  },
  {
    schedule: 'TZ=UTC 0 3 * * *',
    refused: 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
  },
  { schedule: 'CRON_TZ=UTC @daily', refused: 'cannot use TZ or CRON_TZ in schedule' },
  {
    schedule: 'TZ=UTC',
    refused: 'invalid schedule format: runtime error: slice bounds out of range',
  },
];

const ZONES: readonly CronCase[] = [
  { timeZone: 'Europe/Berlin' },
  { timeZone: 'America/Argentina/Buenos_Aires' },
  { timeZone: 'Asia/Calcutta' },
  { timeZone: 'Etc/GMT+5' },
  { timeZone: 'UTC' },
  { timeZone: '', refused: 'timeZone must be nil or non-empty string' },
  { timeZone: 'Local', refused: 'timeZone must be an explicit time zone as defined in' },
  { timeZone: 'local', refused: 'unknown time zone local' },
  { timeZone: 'Europe/Berlim', refused: 'unknown time zone Europe/Berlim' },
  { timeZone: 'europe/berlin', refused: 'unknown time zone europe/berlin' },
  { timeZone: '+01:00', refused: 'unknown time zone +01:00' },
  { timeZone: '+0100', refused: 'unknown time zone +0100' },
  { timeZone: 'Europe/../UTC', refused: 'unknown time zone Europe/../UTC' },
];

/** Schedules and time zones of CronJobs. */
export function cronCases(context: Context): void {
  test.each([...SCHEDULES, ...ZONES])(
    'a CronJob with $schedule $timeZone is refused: $refused',
    async ({ schedule = '0 3 * * *', timeZone, refused }) => {
      const path = `${pathIn(context, 'batch/v1', 'cronjobs')}?dryRun=All`;

      const { status, body } = await context().client.post(path, cronJob({ schedule, timeZone }));

      expect(status).toBe(refused === undefined ? 201 : 422);
      if (refused !== undefined) {
        const place = timeZone === undefined ? 'spec.schedule' : 'spec.timeZone';
        expect(body.message).toContain(
          `${place}: Invalid value: ${JSON.stringify(timeZone ?? schedule)}: `,
        );
        expect(body.message).toContain(refused);
      }
    },
  );
}

function cronJob(times: CronCase): object {
  const containers = [{ name: 'task', image: 'task' }];
  const template = { spec: { containers, restartPolicy: 'Never' } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'task' },
    spec: { ...times, jobTemplate: { spec: { template } } },
  };
}
