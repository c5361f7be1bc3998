import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait (default 120,000 ms) and how often to look (default every 5 ms). */
export interface WaitLimits {
  readonly timeoutMs?: number;
  readonly pollMs?: number;
}

/** Resolves once the condition holds. @throws after the time limit, naming what was awaited */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { timeoutMs = 120_000, pollMs = 5 }: WaitLimits = {},
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await delay(pollMs);
  }
}
