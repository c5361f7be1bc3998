import type { JsonObject } from '../json/record.ts';
import type { FieldError } from './field-error.ts';

/** What a failed request concerns; `kind` is the plural name, or the Kind for validation errors. */
export interface StatusTarget {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** The parts of a `meta/v1 Status` that differ between failures. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** A refusal on its way to the client, where it becomes a `Status` body. */
export class StatusError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(message: string, answer: { code: number; reason: string; details?: StatusDetails }) {
    super(message);
    this.name = 'StatusError';
    this.code = answer.code;
    this.reason = answer.reason;
    this.details = answer.details;
  }

  /** The body the client reads. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason !== '' && { reason: this.reason }),
      ...(this.details !== undefined && { details: this.details }),
      code: this.code,
    };
  }
}

function qualified(group: string, name: string): string {
  return group === '' ? name : `${name}.${group}`;
}

function detailsOf(target: StatusTarget, name: string): StatusDetails {
  return {
    ...(name !== '' && { name }),
    ...(target.group !== '' && { group: target.group }),
    kind: target.plural,
  };
}

/** 400, for a request that cannot be understood. */
export function badRequest(message: string): StatusError {
  return new StatusError(message, { code: 400, reason: 'BadRequest' });
}

/** 404, for an object that is not there. */
export function notFound(target: StatusTarget, name: string): StatusError {
  return new StatusError(`${qualified(target.group, target.plural)} "${name}" not found`, {
    code: 404,
    reason: 'NotFound',
    details: detailsOf(target, name),
  });
}

/** 409, for a name that is taken. */
export function alreadyExists(target: StatusTarget, name: string): StatusError {
  return new StatusError(`${qualified(target.group, target.plural)} "${name}" already exists`, {
    code: 409,
    reason: 'AlreadyExists',
    details: detailsOf(target, name),
  });
}

/** 409, for a write that rests on an outdated read. */
export function conflict(target: StatusTarget, name: string, why: string): StatusError {
  const what = `${qualified(target.group, target.plural)} "${name}"`;
  return new StatusError(`Operation cannot be fulfilled on ${what}: ${why}`, {
    code: 409,
    reason: 'Conflict',
    details: detailsOf(target, name),
  });
}

/** 403, for what policy does not allow. */
export function forbiddenRequest(target: StatusTarget, name: string, why: string): StatusError {
  const what = `${qualified(target.group, target.plural)} "${name}"`;
  return new StatusError(`${what} is forbidden: ${why}`, {
    code: 403,
    reason: 'Forbidden',
    details: detailsOf(target, name),
  });
}

/** 422, with every finding as a cause. */
export function invalidObject(
  target: StatusTarget,
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const texts = errors.map((error) => `${error.field}: ${error.message}`);
  const unique = [...new Set(texts)];
  const summary = unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
  const what = `${qualified(target.group, target.kind)} "${name}"`;
  return new StatusError(`${what} is invalid: ${summary}`, {
    code: 422,
    reason: 'Invalid',
    details: {
      ...(name !== '' && { name }),
      ...(target.group !== '' && { group: target.group }),
      ...(target.kind !== '' && { kind: target.kind }),
      causes: errors,
    },
  });
}

/** 405, for a verb the resource does not have. */
export function methodNotAllowed(): StatusError {
  return new StatusError('the server does not allow this method on the requested resource', {
    code: 405,
    reason: 'MethodNotAllowed',
    details: {},
  });
}

/** 410, for a resourceVersion that has left the history. */
export function expired(message: string): StatusError {
  return new StatusError(message, { code: 410, reason: 'Expired' });
}

/** 415, for a body in a language the endpoint does not read. */
export function unsupportedMediaType(message: string): StatusError {
  return new StatusError(message, { code: 415, reason: 'UnsupportedMediaType' });
}
