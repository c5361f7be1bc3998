import { parseArgs } from 'node:util';

/** What `npm run bench --` understands. */
export interface BenchOptions {
  readonly resources: number;
  readonly runs: number;
  readonly idleSeconds: number;
  /** Names of subjects; empty for all. */
  readonly only: readonly string[];
  /** Custom resources of 15 kinds at which memory is read; empty for none. */
  readonly memoryResources: readonly number[];
  /** Starts of `ork run` that are timed. */
  readonly coldStarts: number;
  /** Where results go; `-` prints them. */
  readonly output: string;
  /** Where the figures of each run go, if anywhere. */
  readonly json: string | undefined;
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
      'memory-resources': { type: 'string', default: '1000,10000' },
      'skip-memory': { type: 'boolean', default: false },
      'cold-starts': { type: 'string', default: '5' },
      output: { type: 'string', default: 'bench/RESULTS.md' },
      json: { type: 'string' },
    },
  });
  const memoryResources = listOf(values['memory-resources']);
  return {
    resources: positive('resources', values.resources),
    runs: positive('runs', values.runs),
    idleSeconds: positive('idle-seconds', values['idle-seconds']),
    only: listOf(values.only),
    memoryResources: values['skip-memory']
      ? []
      : memoryResources.map((text) => positive('memory-resources', text)),
    coldStarts: positive('cold-starts', values['cold-starts']),
    output: values.output,
    json: values.json,
  };
}

function listOf(text: string): readonly string[] {
  return text.split(',').filter((part) => part !== '');
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
}
