import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../core/index.ts';
import type { Faults } from '../faults/faults.ts';
import type { RequestCounters } from '../faults/request-counters.ts';
import type { RequestFacts } from '../faults/request-facts.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { StatusError } from '../status/status-error.ts';
import type { Answer, Exchange } from './exchange.ts';
import { assertAllowed } from './gatekeeper.ts';
import { handleNonResource, type ServerFacts } from './non-resource.ts';
import { parseResourcePath, type RequestInfo } from './request-info.ts';
import { handleResource } from './resource-request.ts';
import { failureAnswer, sendAnswer } from './send-answer.ts';
import type { WatchSessions } from './watch-sessions.ts';

export interface RequestHandlerOptions {
  readonly state: ClusterState;
  readonly facts: ServerFacts;
  readonly token: string;
  readonly faults: Faults;
  readonly counters: RequestCounters;
  readonly watches: WatchSessions;
  readonly log: Logger;
  /** Ends what is still open when the server stops. */
  readonly stopSignal: AbortSignal;
}

const NO_SUCH_PATH: Answer = { status: 404, body: '404 page not found\n' };

/** Answers one request from gate to response; never throws. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestHandlerOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort('client gone'));
  const exchange: Exchange = {
    request,
    response,
    url: new URL(request.url ?? '/', 'https://localhost'),
    state: options.state,
    log: options.log,
    watches: options.watches,
    messages: options.facts.messages,
    signal: AbortSignal.any([gone.signal, options.stopSignal]),
    warnings: [],
  };
  const answer = await answerSafely(exchange, options);
  if (answer === undefined) return;
  if (response.headersSent) response.destroy();
  else sendAnswer(response, answer, exchange.warnings);
}

async function answerSafely(
  exchange: Exchange,
  options: RequestHandlerOptions,
): Promise<Answer | undefined> {
  try {
    assertAllowed(exchange.request, exchange.url, options.token);
    return await route(exchange, options);
  } catch (error) {
    if (!(error instanceof StatusError)) {
      const { method, url } = exchange.request;
      options.log.error({ err: error, method, url }, 'request failed');
    }
    return failureAnswer(error);
  }
}

async function route(
  exchange: Exchange,
  options: RequestHandlerOptions,
): Promise<Answer | undefined> {
  const info = parseResourcePath(exchange.request.method ?? 'GET', exchange.url);
  if (info === undefined) return handleNonResource(exchange, options.facts) ?? NO_SUCH_PATH;
  const facts = factsOf(exchange, info);
  options.counters.add(facts);
  await applyFault(exchange, options.faults, facts);
  const resource = options.state.registry.get(info.group, info.version, info.resource);
  if (resource === undefined) return unknownResource(options.state, info);
  const isMisplaced = !resource.namespaced && info.namespace !== '';
  if (isMisplaced) return NO_SUCH_PATH;
  return handleResource(exchange, { resource, info }, { all: options.faults, facts });
}

/** Inside a built-in group the API machinery answers, outside of it the bare server. */
function unknownResource({ registry }: ClusterState, info: RequestInfo): Answer {
  const isKnownGroup = registry
    .all()
    .some(
      ({ group, version, isCustom }) =>
        !isCustom && group === info.group && version === info.version,
    );
  if (!isKnownGroup) return NO_SUCH_PATH;
  throw new StatusError('the server could not find the requested resource', {
    code: 404,
    reason: 'NotFound',
    details: {},
  });
}

function factsOf(exchange: Exchange, info: RequestInfo): RequestFacts {
  const { verb, group, resource, namespace, name, subresource } = info;
  const userAgent = exchange.request.headers['user-agent'] ?? '';
  return { verb, group, resource, namespace, name, subresource, userAgent };
}

async function applyFault(exchange: Exchange, faults: Faults, facts: RequestFacts): Promise<void> {
  const fault = faults.take(facts);
  if (fault === undefined) return;
  if ('delayMs' in fault) {
    await exchange.state.clock.sleep(fault.delayMs, exchange.signal);
    return;
  }
  const { status, retryAfterSeconds, message = `scripted failure ${status}` } = fault;
  throw new StatusError(message, {
    code: status,
    reason: reasonOf(status),
    ...(retryAfterSeconds !== undefined && { details: { retryAfterSeconds } }),
  });
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

function reasonOf(status: number): string {
  return REASONS[status] ?? '';
}
