import type { EnsureOptions } from '../../test/testbed/index.ts';
import type { EventLoopDelay } from '../measure/event-loop-delay.ts';

/** An operator that serves the benchmark's `Website` (website/crd.yaml): Deployment, Service and `status {phase, endpoint, readyReplicas}` for each. */
export interface Peer {
  readonly name: string;
  /** Of the framework, such as `v0.25.2`. */
  readonly version: string;
  /** Builds or installs it into the testbed's cache if it is not there yet. */
  prepare(options?: EnsureOptions): Promise<void>;
  /** Installs its definitions as the administrator, once per cluster and before the first start. */
  install(adminKubeconfig: string): Promise<void>;
  /**
   * Starts it and returns when its probe answers. Its first lists may still be under way then: wait until the audit log is quiet before
   * counting. Starting again later on the same cluster finds what is there.
   */
  start(options: PeerStartOptions): Promise<RunningPeer>;
}

/** Where a peer runs. */
export interface PeerStartOptions {
  /** The operator's own user, whose requests are counted. */
  readonly kubeconfig: string;
  /** Who looks after definitions; not counted. */
  readonly adminKubeconfig: string;
  /** Standard output and error are appended here. */
  readonly logFile: string;
  readonly signal?: AbortSignal | undefined;
}

/** A peer at work: one process, measured by its id. */
export interface RunningPeer {
  readonly pid: number;
  isRunning(): boolean;
  /** How late its event loop has been since this was last asked; only where there is one to look into. */
  eventLoopDelay?(): Promise<EventLoopDelay>;
  /** What it says of itself, for a look after a failure. */
  describe?(): Promise<string>;
  /** SIGTERM, then SIGKILL after 10 s; returns when it has ended. */
  stop(): Promise<void>;
}
