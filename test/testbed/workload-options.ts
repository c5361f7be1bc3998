import type { StateFolder } from './state-folder.ts';

/** What every program that plays the rest of a cluster needs. */
export interface WorkloadOptions {
  readonly command: string;
  readonly state: StateFolder;
  readonly kubeconfig: string;
  readonly signal?: AbortSignal | undefined;
}

/** High enough that a test never waits for a client-side limit; the defaults (20–50) would turn 1,000 objects into minutes. */
export const WORKLOAD_QUERIES_PER_SECOND = 1_000;
