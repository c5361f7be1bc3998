import { textOfValue } from '../template/format/print.ts';
import type { TextMeter } from '../template/format/text-meter.ts';
import { sortedKeys } from '../template/value/sorted-keys.ts';

/** Largest text a note builds, in UTF-16 units. */
export const MAX_NOTE_TEXT: number = 1024 * 1024;

const MAX_NESTING = 100;

/** The text of a value as an action prints it; nil is `<nil>` (notes.md §3.7). */
export function goText(value: unknown): string {
  return textOfValue(value ?? undefined, boundedMeter(), true);
}

/** The text of a value with nil as `''`. */
export function plainText(value: unknown): string {
  return value === undefined || value === null ? '' : goText(value);
}

function boundedMeter(): TextMeter {
  let depth = 0;
  return {
    charge: (units, total = units) => {
      if (total > MAX_NOTE_TEXT) throw new RangeError(`text exceeds ${MAX_NOTE_TEXT} characters`);
    },
    step: () => undefined,
    enter: () => {
      depth += 1;
      if (depth > MAX_NESTING) throw new RangeError('value is nested too deeply');
    },
    leave: () => {
      depth -= 1;
    },
    countKeys: (map) => Object.keys(map).length,
    sortedKeysOf: sortedKeys,
  };
}
