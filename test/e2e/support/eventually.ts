import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 50 ms until the answer holds. @throws the last failure after `timeoutMs` (default 100,000) */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
  timeoutMs = 100_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await ask();
      if (holds(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Did not hold within ${timeoutMs} ms; last: ${describe(last)}`);
    }
    await sleep(50);
  }
}

function describe(value: unknown): string {
  return value instanceof Error ? value.message : JSON.stringify(value);
}
