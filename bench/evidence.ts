import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningPeer } from './peers/index.ts';

/** A scenario failed; what was there to look at is in a folder. */
export class StageError extends Error {
  /** Logs, and what the operator said of itself. */
  readonly evidence: string;

  constructor(
    subject: string,
    { evidence, cause }: { readonly evidence: string; readonly cause: unknown },
  ) {
    super(`${subject}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StageError';
    this.evidence = evidence;
  }
}

/** Copies logs, and what the operator says of itself if it still does, out of a control plane that is about to be removed. */
export async function keepEvidence(
  subject: string,
  logs: string,
  operator: RunningPeer | undefined,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `orkestra-bench-${subject}-`));
  await cp(logs, folder, { recursive: true });
  if (operator?.describe !== undefined) {
    const state = await operator.describe().catch((error: unknown) => `no answer: ${error}`);
    await writeFile(join(folder, `${subject}-state.json`), state);
  }
  return folder;
}
