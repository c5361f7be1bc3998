import { isObject } from '../object/json.ts';
import { cronFields, cronMapOf, cronOfMap, describeCron, normalizeCron } from './cron-fields.ts';
import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';

/** Cron schedules as text and as map (notes.md §1.9). */
export const cronNotes: readonly Note[] = defineNotes('cron', {
  'cronToMap(schedule any) map': {
    description: 'The five fields of a schedule by name; a map is taken as it is.',
    example: [
      '{{ toJson (cronToMap "@weekly") }}',
      '{"dayOfMonth":"*","dayOfWeek":"0","hour":"0","minute":"0","month":"*"}',
    ],
    call: (args) => cronMapOf(args.any(0)),
  },
  'cronFromMap(schedule any) string': {
    description: 'The schedule that a map of fields stands for.',
    example: ['{{ cronFromMap .spec.schedule }}', '30 2 * * *'],
    call: (args) => {
      const map = args.any(0);
      if (!isObject(map)) throw new TypeError('expected a map of cron fields');
      return cronOfMap(map);
    },
  },
  'cronFromAny(schedule any) string': {
    description: 'The schedule of a map or a text; every minute when it is neither.',
    example: ['{{ cronFromAny "  5 4 * * 1 " }}', '5 4 * * 1'],
    moreExamples: [['{{ cronFromAny .spec.schedule }}', '30 2 * * *']],
    call: (args) => {
      const schedule = args.any(0);
      if (isObject(schedule)) return cronOfMap(schedule);
      return normalizeCron(typeof schedule === 'string' ? schedule : '');
    },
  },
  'cronNormalize(schedule string) string': {
    description: 'A schedule with macros expanded; every minute when it is none.',
    example: ['{{ cronNormalize "@daily" }}', '0 0 * * *'],
    call: (args) => normalizeCron(args.text(0)),
  },
  'cronValid(schedule string) boolean': {
    description: 'Whether a schedule has five fields.',
    example: ['{{ cronValid "0 2 * *" }}', 'false'],
    call: (args) => cronFields(args.text(0)) !== undefined,
  },
  'cronField(schedule string, position number) string': {
    description: 'One field of a schedule, counted from 0.',
    example: ['{{ cronField "5 4 * * 1" 1 }}', '4'],
    call: (args) => fieldOf(args.text(0), args.integer(1)),
  },
  ...fieldNote('cronMinute', 0, '5'),
  ...fieldNote('cronHour', 1, '4'),
  ...fieldNote('cronDom', 2, '*'),
  ...fieldNote('cronMonth', 3, '*'),
  ...fieldNote('cronDow', 4, '1'),
  'cronExpr(minute string, hour string, dayOfMonth string, month string, dayOfWeek string) string':
    {
      description: 'A schedule from its five fields; an empty one is *.',
      example: ['{{ cronExpr "0" "3" "" "" "" }}', '0 3 * * *'],
      call: (args) =>
        args
          .texts(0)
          .map((field) => field.trim() || '*')
          .join(' '),
    },
  'cronDescribe(schedule string) string': {
    description: 'A schedule in words.',
    example: ['{{ cronDescribe "*/5 * * * *" }}', 'Every 5 minutes'],
    call: (args) => describeCron(args.text(0)),
  },
});

function fieldNote(
  name: string,
  position: number,
  result: string,
): Parameters<typeof defineNotes>[1] {
  return {
    [`${name}(schedule string) string`]: {
      description: `Field ${position + 1} of a schedule.`,
      example: [`{{ ${name} "5 4 * * 1" }}`, result],
      call: (args) => fieldOf(args.text(0), position),
    },
  };
}

function fieldOf(spec: string, position: number): string {
  if (spec.trim() === '') return '*';
  if (position < 0 || position > 4) throw new RangeError('cron field position is not 0 to 4');
  const field = cronFields(spec)?.[position];
  if (field === undefined) throw new TypeError('schedule does not have five fields');
  return field;
}
