import { cronTime } from '../cron/cron-time.ts';
import { parseDuration } from '../duration.ts';
import { timestampOf } from '../object/timestamp.ts';
import type { TemplateCall } from '../template/index.ts';
import { defineNotes, type NoteDefinition } from './define-note.ts';
import { formatDuration } from './format-duration.ts';
import type { Note } from './note.ts';
import { environmentOf } from './note-environment.ts';
import { parseTimestamp } from './parse-timestamp.ts';
import { formatTime } from './time-layout.ts';

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** Times and durations; "now" is the start of the reconcile cycle (notes.md §1.8). */
export const timeNotes: readonly Note[] = defineNotes('time', {
  'timeAgo(timestamp string) string': clocked({
    description: 'How long ago a timestamp was: "5m ago".',
    example: ['{{ timeAgo "2026-01-15T09:30:00Z" }}', '2h ago'],
    call: (args, call) => {
      const since = secondsSince(args.text(0), call);
      return since === undefined ? '' : agoText(Math.trunc(since));
    },
  }),
  'timeSince(timestamp string) number': clocked({
    description: 'Seconds since a timestamp; 0 for one that is not valid.',
    example: ['{{ timeSince "2026-01-15T11:59:00Z" }}', '60'],
    call: (args, call) => Math.round(secondsSince(args.text(0), call) ?? 0),
  }),
  'isExpired(timestamp any, validity string) boolean': clocked({
    description: 'Whether a duration has passed since a timestamp.',
    example: ['{{ isExpired .metadata.creationTimestamp "30d" }}', 'false'],
    call: (args, call) => {
      const start = parseTimestamp(args.any(0));
      const validity = parseDuration(args.text(1));
      if (start === undefined || validity === undefined) return false;
      return environmentOf(call).nowMs > start + validity;
    },
  }),
  'timeFormat(timestamp any, layout string) string': {
    description: 'A timestamp in UTC by a layout of the reference time 2006-01-02 15:04:05.',
    example: [
      '{{ timeFormat .metadata.creationTimestamp "02 Jan 2006, 15:04" }}',
      '10 Jan 2026, 08:00',
    ],
    call: (args) => {
      const time = parseTimestamp(args.any(0));
      return time === undefined ? '' : formatTime(time, args.text(1));
    },
  },
  'durationSeconds(duration string) number': {
    description: 'Whole seconds of a duration; 0 for one that is not valid.',
    example: ['{{ durationSeconds "1h30m" }}', '5400'],
    call: (args) => Math.trunc((parseDuration(args.text(0)) ?? 0) / 1000),
  },
  'durationAdd(a string, b string) string': {
    description: 'The sum of two durations; 0s when one is not valid.',
    example: ['{{ durationAdd "1d" "12h" }}', '36h0m0s'],
    call: (args) => {
      const left = parseDuration(args.text(0));
      const right = parseDuration(args.text(1));
      return left === undefined || right === undefined ? '0s' : formatDuration(left + right);
    },
  },
  'durationValid(duration string) boolean': {
    description: 'Whether a text is a duration.',
    example: ['{{ durationValid "1d12h" }}', 'false'],
    call: (args) => parseDuration(args.text(0)) !== undefined,
  },
  'weekday() boolean': clocked({
    description: 'Whether today is Monday to Friday, in UTC.',
    example: ['{{ weekday }}', 'true'],
    call: (_, call) => !isWeekend(call),
  }),
  'weekend() boolean': clocked({
    description: 'Whether today is Saturday or Sunday, in UTC.',
    example: ['{{ weekend }}', 'false'],
    call: (_, call) => isWeekend(call),
  }),
  'timeInWindow(after string, before string) boolean': clocked({
    description: 'Whether the time of day in UTC is in [after, before); no wrap at midnight.',
    example: ['{{ timeInWindow "09:00" "17:00" }}', 'true'],
    call: (args, call) => isInWindow(args.text(0), args.text(1), call),
  }),
  'timeNotInWindow(after string, before string) boolean': clocked({
    description: 'The opposite of timeInWindow.',
    example: ['{{ timeNotInWindow "09:00" "12:00" }}', 'true'],
    call: (args, call) => !isInWindow(args.text(0), args.text(1), call),
  }),
  'nextCron(schedule string) string': clocked({
    description: 'When a cron schedule fires next, in UTC.',
    example: ['{{ nextCron "30 2 * * *" }}', '2026-01-16T02:30:00Z'],
    call: (args, call) => {
      const next = cronTime(args.text(0))?.nextAfter(environmentOf(call).nowMs);
      return next === undefined ? '' : timestampOf(next);
    },
  }),
});

function clocked(definition: NoteDefinition): NoteDefinition {
  return { ...definition, isVolatile: true };
}

function secondsSince(timestamp: string, call: TemplateCall): number | undefined {
  const start = parseTimestamp(timestamp);
  return start === undefined ? undefined : (environmentOf(call).nowMs - start) / 1000;
}

function agoText(seconds: number): string {
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86_400)}d ago`;
}

function isWeekend(call: TemplateCall): boolean {
  const day = new Date(environmentOf(call).nowMs).getUTCDay();
  return day === 0 || day === 6;
}

function isInWindow(after: string, before: string, call: TemplateCall): boolean {
  const start = minuteOfDay(after);
  const end = minuteOfDay(before);
  if (start === undefined || end === undefined) return false;
  const now = new Date(environmentOf(call).nowMs);
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  return minute >= start && minute < end;
}

/** Minute of the day of an `HH:MM` text. */
export function minuteOfDay(text: string): number | undefined {
  const [, hour, minute] = CLOCK.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
