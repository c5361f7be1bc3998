import { parseArgs } from 'node:util';

/** What `npm run bench --` understands. */
export interface BenchOptions {
  readonly resources: number;
  readonly runs: number;
  readonly idleSeconds: number;
  /** Names of subjects; empty for all. */
  readonly only: readonly string[];
  /** Where results go; `-` prints them. */
  readonly output: string;
}

/** Parses the command line. @throws on an unknown flag or a number that is none */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      resources: { type: 'string', default: '1000' },
      runs: { type: 'string', default: '3' },
      'idle-seconds': { type: 'string', default: '30' },
      only: { type: 'string', default: '' },
      output: { type: 'string', default: 'bench/RESULTS.md' },
    },
  });
  return {
    resources: positive('resources', values.resources),
    runs: positive('runs', values.runs),
    idleSeconds: positive('idle-seconds', values['idle-seconds']),
    only: values.only.split(',').filter((name) => name !== ''),
    output: values.output,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
}
