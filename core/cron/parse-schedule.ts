import { CronFault, type CronField, FIELD_BOUNDS, parseCronField } from './cron-field.ts';
import { goDurationFault } from './go-duration-fault.ts';

/** Names of common schedules, with the five fields they stand for. */
export const MACROS: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

const EVERY = '@every ';
/** What the API server says of the panic that a time zone without a schedule is to robfig/cron. */
const NO_SCHEDULE = 'invalid schedule format: runtime error: slice bounds out of range [:-1]';

/** A schedule that has been read: its five fields, the text of a duration, or why it is none. */
export type ParsedSchedule =
  | { readonly fields: readonly CronField[] }
  | { readonly every: string }
  | { readonly fault: string };

/** Reads a schedule as the standard parser of robfig/cron v3 does, which Kubernetes uses; faults are in its words. */
export function parseSchedule(spec: string): ParsedSchedule {
  if (spec === '') return { fault: 'empty spec string' };
  const zone = /^(?:CRON_)?TZ=/.test(spec) ? spec.indexOf(' ') : 0;
  if (zone < 0) return { fault: NO_SCHEDULE };
  const rest = zone === 0 ? spec : spec.slice(zone).trim();
  return rest.startsWith('@') ? parseDescriptor(rest) : parseFields(rest);
}

function parseDescriptor(text: string): ParsedSchedule {
  const fields = MACROS.get(text);
  if (fields !== undefined) return parseFields(fields);
  if (!text.startsWith(EVERY)) return { fault: `unrecognized descriptor: ${text}` };
  const every = text.slice(EVERY.length);
  const fault = goDurationFault(every);
  return fault === undefined ? { every } : { fault: `failed to parse duration ${text}: ${fault}` };
}

function parseFields(text: string): ParsedSchedule {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== FIELD_BOUNDS.length) {
    const found = `found ${parts.length}: [${parts.join(' ')}]`;
    return { fault: `expected exactly ${FIELD_BOUNDS.length} fields, ${found}` };
  }
  try {
    return {
      fields: FIELD_BOUNDS.map((bounds, index) => parseCronField(parts[index] ?? '', bounds)),
    };
  } catch (error) {
    if (error instanceof CronFault) return { fault: error.message };
    throw error;
  }
}
