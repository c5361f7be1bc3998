import type { StateFolder } from './state-folder.ts';

/** What every program that plays the rest of a cluster needs. */
export interface WorkloadOptions {
  readonly command: string;
  readonly state: StateFolder;
  readonly kubeconfig: string;
  readonly signal?: AbortSignal | undefined;
}
