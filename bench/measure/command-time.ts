import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from './statistics.ts';

/** How long a command may take, in milliseconds. */
const LIMIT_MS = 30_000;

/** Median wall time of a command over several runs, in milliseconds. @throws when it fails or takes too long */
export async function commandMs(command: readonly string[], runs = 11): Promise<number> {
  const [program = '', ...args] = command;
  const tookMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    const child = spawn(program, args, { stdio: 'ignore', timeout: LIMIT_MS });
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${signal ?? code}`);
    tookMs.push(performance.now() - startedAt);
  }
  return median(tookMs);
}
