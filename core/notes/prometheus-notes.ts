import { getPath } from '../object/path.ts';
import { defineNotes } from './define-note.ts';
import { plainText } from './go-text.ts';
import type { Note } from './note.ts';
import { numberOfText, toNumber } from './numeric.ts';
import { mapsAt, textAt } from './object-fields.ts';

type Series = Readonly<Record<string, unknown>>;

/** Results of a Prometheus query under `external` (notes.md §1.17). */
export const prometheusNotes: readonly Note[] = defineNotes('prometheus', {
  'promValue(data any) string': {
    description: 'The result as text.',
    example: ['{{ promValue .external.load }}', '0.75'],
    call: (args) => plainText(args.object(0)['result']),
  },
  'promSum(data any) string': {
    description: 'The sum over all series; nothing when one is not a number.',
    example: ['{{ promSum .external.load }}', '0.75'],
    call: (args) => combine(args.any(0), (values) => values.reduce((sum, value) => sum + value, 0)),
  },
  'promMax(data any) string': {
    description: 'The largest value of all series; nothing when one is not a number.',
    example: ['{{ promMax .external.load }}', '0.5'],
    call: (args) => combine(args.any(0), (values) => Math.max(...values)),
  },
  'promAboveThreshold(data any, threshold any) string': {
    description: '"true" when the result is above a threshold.',
    example: ['{{ promAboveThreshold .external.load 0.5 }}', 'true'],
    call: (args) => {
      const value = numberOfText(args.object(0)['result']);
      return String(value !== undefined && value > toNumber(args.any(1)));
    },
  },
  'promBelowThreshold(data any, threshold any) string': {
    description: '"true" when the result is below a threshold.',
    example: ['{{ promBelowThreshold .external.load 0.5 }}', 'false'],
    call: (args) => {
      const value = numberOfText(args.object(0)['result']);
      return String(value !== undefined && value < toNumber(args.any(1)));
    },
  },
  'promSeriesCount(data any) string': {
    description: 'How many series the result has.',
    example: ['{{ promSeriesCount .external.load }}', '2'],
    call: (args) => String(seriesOf(args.any(0)).length),
  },
  'promLabelValues(data any, label string) string': {
    description: 'The values of one label over all series.',
    example: ['{{ promLabelValues .external.load "pod" }}', 'a,b'],
    call: (args) =>
      seriesOf(args.any(0))
        .map((series) => textAt(series, 'metric', args.text(1)))
        .filter((value) => value !== '')
        .join(','),
  },
});

function seriesOf(data: unknown): readonly Series[] {
  const raw = getPath(data, ['raw']);
  if (typeof raw !== 'string') return mapsAt(raw, 'data', 'result');
  try {
    return mapsAt(JSON.parse(raw), 'data', 'result');
  } catch {
    // An answer that is no JSON has no series (notes.md §1.17).
    return [];
  }
}

function combine(data: unknown, reduce: (values: readonly number[]) => number): string {
  const values = seriesOf(data).map((series) => {
    const sample = series['value'];
    return numberOfText(Array.isArray(sample) ? sample[1] : undefined);
  });
  const numbers = values.filter((value) => value !== undefined);
  const isComplete = numbers.length > 0 && numbers.length === values.length;
  return isComplete ? String(reduce(numbers)) : '';
}
