import { addAbortSignal, type Readable } from 'node:stream';
import { ErrorCode, OrkError } from '../../core/index.ts';

/** The path that means standard input, as in kubectl. */
export const STANDARD_INPUT = '-';

/** What people are told that it is called. */
export const STANDARD_INPUT_NAME = '<stdin>';

/**
 * Reads a stream to its end, once: who asks again is given the same bytes, so that one stream may hold Katalogs and custom resources.
 *
 * @throws {OrkError} `Aborted`.
 */
export function readOnce(stream: () => Readable, signal: AbortSignal): () => Promise<Uint8Array> {
  let bytes: Promise<Uint8Array> | undefined;
  return () => {
    bytes ??= readAllOf(stream(), signal);
    return bytes;
  };
}

async function readAllOf(stream: Readable, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of addAbortSignal(signal, stream)) chunks.push(Buffer.from(chunk));
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new OrkError('Reading was interrupted', {
      code: ErrorCode.Aborted,
      retry: { kind: 'never' },
      cause,
    });
  }
  return Buffer.concat(chunks);
}
