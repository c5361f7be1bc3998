import { isObject, jsonText, printableLine } from '../../../core/index.ts';

const OWN_KEYS = new Set(['level', 'time', 'msg', 'err']);

/** A JSON log line for people: time, level, message, fields; of an error its code and message. */
export function logLineText(line: string): string {
  const entry: unknown = JSON.parse(line);
  if (!isObject(entry)) return line;
  const { err, level, msg, time } = entry;
  const fields = Object.entries(entry)
    .filter(([key]) => !OWN_KEYS.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : jsonText(value)}`);
  const clock = String(time).slice(11, 19);
  const head = `${clock} ${String(level).toUpperCase().padEnd(5)} ${String(msg)}`;
  return `${printableLine([head, ...fields, ...errorText(err)].join(' '))}\n`;
}

function errorText(error: unknown): readonly string[] {
  if (!isObject(error)) return [];
  const { code, details, message } = error;
  const text = isObject(details) && typeof details['text'] === 'string' ? details['text'] : message;
  return [`error=${jsonText(String(text))}`, ...(code === undefined ? [] : [String(code)])];
}
