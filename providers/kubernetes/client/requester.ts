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

  const sendOnce = async (request: ApiRequest): Promise<Dispatcher.ResponseData> => {
    if (request.signal.aborted) throw errorOfAbort(request.signal);
    await pace(limit, clock, request.signal);
    const response = await options.transport.send(wireRequestOf(request, options.userAgent));
    if (response.statusCode >= 200 && response.statusCode < 300) return response;
    throw await errorOfResponse(response, request.signal);
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
    text: (request) =>
      persist(request, async () => {
        const response = await sendOnce(request);
        return await textOf(response, request.signal);
      }),
    stream: async (request) => (await persist(request, () => sendOnce(request))).body,
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

async function errorOfResponse(
  response: Dispatcher.ResponseData,
  signal: AbortSignal,
): Promise<Error> {
  const body = await textOf(response, signal);
  const retryAfter = response.headers['retry-after'];
  return errorOfAnswer({
    status: response.statusCode,
    body,
    ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
  });
}

async function textOf(response: Dispatcher.ResponseData, signal: AbortSignal): Promise<string> {
  try {
    return await response.body.text();
  } catch (error) {
    throw errorOfTransport(error, signal);
  }
}
