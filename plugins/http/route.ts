import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Schema } from './schema/schema.ts';

/** What a handler is asked. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | undefined>>;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

/** What a handler answers. */
export interface RouteAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly body: unknown;
  /** Default `application/json`. */
  readonly type?: string;
}

/** One route as data, from which the server and its OpenAPI document are made. */
export interface Route {
  /** With parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Schema;
  /** Schemas of answers by status; a route that answers text has none. */
  readonly answers: Readonly<Record<number, Schema>>;
  handle(request: RouteRequest): RouteAnswer | Promise<RouteAnswer>;
}

/** Runs a route for Fastify. */
export async function serve(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const gone = new AbortController();
  request.raw.once('close', () => gone.abort());
  const answer = await route.handle({
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string | number | undefined>,
    signal: gone.signal,
  });
  reply.status(answer.status ?? 200);
  reply.type(answer.type ?? 'application/json; charset=utf-8');
  return answer.body;
}
