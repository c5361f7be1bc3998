/** An operator under measurement: Orkestra itself or a peer that does the same for the `Website` resource. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  /** Builds or installs what it needs, outside the repository. */
  prepare(): Promise<void>;
  /** Starts it with the rights of the kubeconfig; resolves once the process runs. */
  start(options: SubjectOptions): Promise<RunningSubject>;
}

export interface SubjectOptions {
  readonly kubeconfig: string;
  readonly logFile: string;
}

export interface RunningSubject {
  readonly pid: number;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}
