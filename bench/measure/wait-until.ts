import { setTimeout as delay } from 'node:timers/promises';

/** Resolves once the condition holds, looking every 5 ms. @throws after `timeoutMs`, naming what was awaited */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await delay(5);
  }
}
