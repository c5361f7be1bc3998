import { ErrorCode, isOrkError, OrkError, textOf } from '../../../core/index.ts';

/** Codes of failures before a byte of the request was sent. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Errors of TLS and configuration that no second try heals soon; told apart for their text only. */
const TEXTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the API server refuses connections',
  ENOTFOUND: 'the host name of the API server is not known',
  EAI_AGAIN: 'the host name of the API server cannot be looked up at present',
  ECONNRESET: 'the connection to the API server was reset',
  UND_ERR_SOCKET: 'the API server closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'the API server does not accept the connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'the API server does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'the API server stopped sending',
};

/** The error for a request without an answer; of an ended one the reason of the signal, if that is an error of ours. */
export function errorOfTransport(cause: unknown, signal: AbortSignal): OrkError {
  if (signal.aborted) return errorOfAbort(signal);
  if (isOrkError(cause)) return cause;
  const code = codeOf(cause);
  return new OrkError('Kubernetes API is not reachable', {
    code: ErrorCode.ApiUnavailable,
    cause,
    details: {
      text: TEXTS[code] ?? `the API server cannot be reached: ${textOf(cause)}`,
      reason: code,
      ...(UNSENT.has(code) ? { isUnsent: true } : {}),
    },
  });
}

/** The error for a request that its caller ended. */
export function errorOfAbort(signal: AbortSignal): OrkError {
  const reason: unknown = signal.reason;
  if (isOrkError(reason)) return reason;
  return new OrkError('Request was ended', { code: ErrorCode.Aborted, cause: reason });
}

/** Several addresses of one host fail together, each in its own way; the first speaks for all. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
