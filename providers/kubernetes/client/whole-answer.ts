import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** An answer with all of its body. */
export interface WholeAnswer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends a request and collects what is answered.
 *
 * @remarks undici's own `request` makes a stream for each answer, which costs as much as sending the request does.
 * Rejects as the dispatcher does, or with the reason of the signal.
 */
export async function wholeAnswer(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<WholeAnswer> {
  const collector = new AnswerCollector();
  const abort = (): void => collector.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    else dispatcher.dispatch(options, collector);
    return await collector.answer;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly answer: Promise<WholeAnswer>;
  #resolve: (answer: WholeAnswer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #aborted: Error | undefined;
  #statusCode = 0;
  #headers: IncomingHttpHeaders = {};

  constructor() {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Ends the request, also one that waits for a connection: it is then not sent. */
  abort(reason: unknown): void {
    this.#aborted = reason instanceof Error ? reason : new Error('Request was ended');
    this.#reject(reason);
    this.#controller?.abort(this.#aborted);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted !== undefined) controller.abort(this.#aborted);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    // 1xx only tell that an answer will come.
    if (statusCode < 200) return;
    this.#statusCode = statusCode;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first, ...more] = this.#chunks;
    const body = first !== undefined && more.length === 0 ? first : Buffer.concat(this.#chunks);
    const text = body.toString('utf8');
    this.#resolve({ statusCode: this.#statusCode, headers: this.#headers, text });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}
