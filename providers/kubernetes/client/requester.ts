import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type Clock, ErrorCode, isOrkError } from '../../../core/index.ts';
import type { Connection } from './connection.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { retryDelayMs } from './retry-policy.ts';
import { errorOfAnswer } from './status-error.ts';
import type { Transport, WireRequest } from './transport.ts';
import { errorOfAbort, errorOfTransport } from './transport-error.ts';

/** A request to the Kubernetes API. */
export interface ApiRequest {
  readonly method: WireRequest['method'];
  /** With query, below the server URL. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
  /** Of the body. Default `application/json`. */
  readonly contentType?: string;
  /** Default `application/json`. */
  readonly accept?: string;
  readonly signal: AbortSignal;
  /** Sending it twice does no more than sending it once. Default: all but `POST`. */
  readonly isIdempotent?: boolean;
  /** Present: the answer is a stream that may be silent this long. */
  readonly stallMs?: number;
}

/** Sends requests with credentials, limits and second tries. */
export interface Requester {
  /** The answer as text. @throws {@link OrkError} with an `ORK_API_…` code for every other status than 2xx */
  text(request: ApiRequest): Promise<string>;
  /** The answer as it comes in. */
  stream(request: ApiRequest): Promise<AsyncIterable<Buffer>>;
}

/** Options of {@link createRequester}. */
export interface RequesterOptions {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly userAgent: string;
  /** Requests a second; absent: no limit. */
  readonly qps?: number;
  /** Requests at once under {@link RequesterOptions.qps}. Default twice the rate. */
  readonly burst?: number;
  /** Numbers in [0, 1) for jitter. */
  readonly random: () => number;
}

/** Creates a requester. */
export function createRequester(options: RequesterOptions): Requester {
  const { connection, clock, random } = options;
  const limit = options.qps === undefined ? undefined : createRateLimit(options.qps, options.burst);

  /** The request as it is sent, when its turn has come. */
  const inTurn = async (request: ApiRequest): Promise<WireRequest> => {
    if (request.signal.aborted) throw errorOfAbort(request.signal);
    await pace(limit, clock, request.signal);
    return wireRequestOf(request, options.userAgent);
  };
  const textOnce = async (request: ApiRequest): Promise<string> => {
    const { statusCode, headers, text } = await options.transport.send(await inTurn(request));
    if (isSuccess(statusCode)) return text;
    throw refusal(statusCode, headers, text);
  };
  const streamOnce = async (request: ApiRequest): Promise<AsyncIterable<Buffer>> => {
    const { statusCode, headers, body } = await options.transport.open(await inTurn(request));
    if (isSuccess(statusCode)) return body;
    throw refusal(statusCode, headers, await textOf(body, request.signal));
  };
  /** Runs a request until it succeeds or there is no sense in trying again. */
  const persist = async <Result>(
    request: ApiRequest,
    once: () => Promise<Result>,
  ): Promise<Result> => {
    const isIdempotent = request.isIdempotent ?? request.method !== 'POST';
    let hasRenewed = false;
    for (let tries = 1; ; tries += 1) {
      try {
        return await once();
      } catch (error) {
        if (isOrkError(error, ErrorCode.ApiUnauthorized) && !hasRenewed) {
          // Tokens and certificates rotate; whoever was refused once may hold old ones.
          hasRenewed = true;
          connection.invalidate();
          continue;
        }
        const delayMs = retryDelayMs(error, { isIdempotent, tries, random: random() });
        if (delayMs === undefined) throw error;
        await clock.sleep(delayMs, request.signal);
      }
    }
  };

  return {
    text: (request) => persist(request, () => textOnce(request)),
    stream: (request) => persist(request, () => streamOnce(request)),
  };
}

async function pace(
  limit: RateLimit | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const waitMs = limit?.reserve(clock.monotonicMs()) ?? 0;
  if (waitMs <= 0) return;
  await clock.sleep(waitMs, signal);
  if (signal.aborted) throw errorOfAbort(signal);
}

function wireRequestOf(request: ApiRequest, userAgent: string): WireRequest {
  const { method, path, signal, body, stallMs } = request;
  return {
    method,
    path,
    signal,
    headers: {
      accept: request.accept ?? 'application/json',
      'user-agent': userAgent,
      ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    ...(stallMs === undefined ? {} : { stallMs }),
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function refusal(status: number, headers: IncomingHttpHeaders, body: string): Error {
  const retryAfter = headers['retry-after'];
  return errorOfAnswer({ status, body, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

async function textOf(body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<string> {
  try {
    return await body.text();
  } catch (error) {
    throw errorOfTransport(error, signal);
  }
}
