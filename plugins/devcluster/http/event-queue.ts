/** A watcher that lags this far behind is dropped, as the real server does; it starts again from its revision. */
const MAX_PENDING = 20_000;

/** Lines waiting for a slow reader, in order. Bounded, so that a reader who stopped costs nothing. */
export class EventQueue {
  #lines: string[] = [];
  #wake: (() => void) | undefined;
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  push(line: string): void {
    if (this.#isClosed) return;
    if (this.#lines.length >= MAX_PENDING) {
      this.close();
      return;
    }
    this.#lines.push(line);
    this.#wake?.();
  }

  /** Ends the queue; what is in it is still handed out. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** The lines that are due, waiting for the first; undefined at the end. */
  async take(): Promise<string | undefined> {
    while (this.#lines.length === 0) {
      if (this.#isClosed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    const text = this.#lines.join('');
    this.#lines = [];
    return text;
  }
}
