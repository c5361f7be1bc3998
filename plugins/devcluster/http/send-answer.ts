import type { ServerResponse } from 'node:http';
import { StatusError } from '../status/status-error.ts';
import { encode } from './encode.ts';
import type { Answer } from './exchange.ts';

/** Writes an answer with its Warning headers. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  warnings: readonly string[],
): void {
  const isText = typeof answer.body === 'string';
  const isBytes = Buffer.isBuffer(answer.body);
  const body = isText || isBytes ? answer.body : encode(answer.body);
  setWarnings(response, warnings);
  response.writeHead(answer.status, {
    'content-type':
      answer.contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json'),
    'cache-control': 'no-cache, private',
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
  });
  response.end(body);
}

/** Puts remarks into Warning headers (RFC 9111, code 299), which kubectl prints. */
export function setWarnings(response: ServerResponse, warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  const printable = (text: string) => JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, '?');
  response.setHeader(
    'warning',
    warnings.map((text) => `299 - ${printable(text)}`),
  );
}

/** The answer a failure becomes. */
export function failureAnswer(error: unknown): Answer {
  const status =
    error instanceof StatusError
      ? error
      : new StatusError(`Internal error occurred: ${String(error)}`, {
          code: 500,
          reason: 'InternalError',
        });
  const seconds = status.details?.retryAfterSeconds;
  return {
    status: status.code,
    body: status.toStatus(),
    ...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }),
  };
}
