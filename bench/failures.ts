import { StageError } from './evidence.ts';

/** Goes on where one subject fails, and remembers. */
export interface Failures {
  /** One line each, without paths of this machine. */
  readonly lines: readonly string[];
  /** Folders with logs. */
  readonly evidence: readonly string[];
  /** Does the work; tells on standard error when it fails. */
  attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined>;
}

/** Creates an empty list. */
export function createFailures(): Failures {
  const lines: string[] = [];
  const evidence: string[] = [];
  return {
    lines,
    evidence,
    async attempt(what, work) {
      try {
        return await work();
      } catch (error) {
        console.error(`failed: ${what}`, error);
        const message = error instanceof Error ? error.message : String(error);
        lines.push(`${what}: ${message.split('\n')[0]}`);
        if (error instanceof StageError) evidence.push(error.evidence);
        return undefined;
      }
    },
  };
}
