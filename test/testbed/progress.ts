/** Receives one line of text about long work. */
export type Progress = (line: string) => void;

/** Writes progress to standard error, so that standard output stays data. */
export const stderrProgress: Progress = (line) => {
  process.stderr.write(`testbed: ${line}\n`);
};

/** Runs `work`, says what it is before, every 30 s meanwhile, and how long it took after. */
export async function withProgress<T>(
  what: string,
  progress: Progress,
  work: () => Promise<T>,
): Promise<T> {
  const startedAtMs = Date.now();
  const elapsed = (): string => `${Math.round((Date.now() - startedAtMs) / 1_000)} s`;
  progress(`${what} …`);
  const ticker = setInterval(() => progress(`${what}: ${elapsed()} so far`), 30_000);
  try {
    const result = await work();
    progress(`${what}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
