import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { waitUntil } from './wait-until.ts';

/** How late the event loop of a Node process has been. */
export interface EventLoopDelay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

const preload = fileURLToPath(new URL('./event-loop-preload.mjs', import.meta.url));

/** Flags and environment that make a Node process measure its event loop and write what it saw to `file` when asked. */
export function eventLoopProbe(file: string): {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  return { args: ['--import', preload], env: { ORK_BENCH_EVENT_LOOP_FILE: file } };
}

/** Asks a process started with {@link eventLoopProbe} about the time since it was last asked. @throws when it does not answer */
export async function readEventLoopDelay(pid: number, file: string): Promise<EventLoopDelay> {
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  let text: string | undefined;
  await waitUntil(
    'the event loop delay',
    async () => {
      text = await readFile(file, 'utf8').catch(() => undefined);
      return text !== undefined;
    },
    { timeoutMs: 10_000 },
  );
  return JSON.parse(text ?? '') as EventLoopDelay;
}
