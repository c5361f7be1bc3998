/** Where text goes. */
export interface TextSink {
  readonly isTty: boolean;
  /** Characters per line of a terminal; 80 when unknown. */
  readonly columns: number;
  /** Lines of a terminal, where that is known. */
  readonly rows?: number | undefined;
  write(text: string): void;
}

/** The process that runs a command. */
export interface CommandProcess {
  readonly id: number;
  /** Whether a process of this machine runs. */
  isRunning(id: number): boolean;
  /** Does something, at once, before the process ends for whatever reason but SIGKILL; returns the way to forget it. */
  beforeExit(task: () => void): () => void;
}

/** The world of a command: everything it may touch of the process that runs it. */
export interface CommandIo {
  /** Data, and nothing else. */
  readonly stdout: TextSink;
  /** Messages, logs and progress. */
  readonly stderr: TextSink;
  /** Everything on standard input; whoever asks again is given the same. */
  readonly stdin: () => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly process: CommandProcess;
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** Aborts when the user or the system asks the command to end. */
  readonly signal: AbortSignal;
}
