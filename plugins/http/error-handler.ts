import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ErrorCode, isOrkError, type Logger, textOf, writeJson } from '../../core/index.ts';

const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  [ErrorCode.ApiNotFound]: 404,
  [ErrorCode.KindUnknown]: 404,
  [ErrorCode.Usage]: 400,
  [ErrorCode.ApiConflict]: 409,
  [ErrorCode.ApiAlreadyExists]: 409,
  [ErrorCode.ApiForbidden]: 403,
  [ErrorCode.ApiUnauthorized]: 502,
  [ErrorCode.ApiThrottled]: 503,
  [ErrorCode.ApiUnavailable]: 503,
  [ErrorCode.NotLeader]: 503,
  [ErrorCode.Aborted]: 503,
};

/** A problem body (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

/** Answers errors with a problem body; what nobody expected is logged, and told without its text. */
export function createErrorHandler(
  log: Logger,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) log.error({ err: error, url: request.url }, 'request failed');
    await sendProblem(reply, problem);
  };
}

export async function sendProblem(reply: FastifyReply, problem: Problem): Promise<void> {
  await reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(writeJson(problem));
}

function problemOf(error: FastifyError): Problem {
  if (isOrkError(error)) {
    const status = STATUS[error.code] ?? 500;
    return { ...blank, title: error.message, status, detail: textOf(error), code: error.code };
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return { ...blank, title: 'Internal error', status, detail: '', code: '' };
  return {
    ...blank,
    title: 'Request is wrong',
    status,
    detail: error.message,
    code: ErrorCode.Usage,
  };
}

const blank = { type: 'about:blank' } as const;
