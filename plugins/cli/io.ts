/** Where text goes. */
export interface TextSink {
  readonly isTty: boolean;
  /** Characters per line of a terminal; 80 when unknown. */
  readonly columns: number;
  write(text: string): void;
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
  /** `20.19.0`. */
  readonly nodeVersion: string;
  /** Aborts when the user or the system asks the command to end. */
  readonly signal: AbortSignal;
}
