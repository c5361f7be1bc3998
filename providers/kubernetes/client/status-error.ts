import { ErrorCode, isObject, OrkError, type Retry, readJson } from '../../../core/index.ts';
import { isTypedPatchRefusal, typedPatchText } from './typed-patch-text.ts';

/** An answer that is no success. */
export interface FailedAnswer {
  readonly status: number;
  /** As received; a `Status` object from an API server, anything from a proxy before it. */
  readonly body: string;
  /** Value of the `Retry-After` header. */
  readonly retryAfter?: string;
}

/** One field that another manager owns (server-side apply). */
export interface FieldConflict {
  readonly manager: string;
  readonly field: string;
}

/** Longest text taken over from an answer. */
const TEXT_LIMIT = 2_000;

/** The error for an answer of the API server: its message in `details.text`, its demand to wait in `retry`. */
export function errorOfAnswer(answer: FailedAnswer): OrkError {
  return errorOfStatus(parseStatus(answer.body), answer);
}

/** The error for a `Status` object, from an answer or a watch event. */
export function errorOfStatus(
  status: Readonly<Record<string, unknown>> | undefined,
  answer: FailedAnswer,
): OrkError {
  const reason = textField(status, 'reason');
  const causes = causesOf(status);
  const message = textField(status, 'message');
  const code = codeOf(answer.status, { reason, message, causes });
  const conflicts = conflictsOf(causes);
  const said = typedPatchText(message) || answer.body.trim();
  return new OrkError(MESSAGES[code] ?? 'Kubernetes API request failed', {
    code,
    retry: isTypedPatchRefusal(message) ? { kind: 'never' } : retryOf(status, answer),
    details: {
      status: answer.status,
      reason,
      text: shorten(said === '' ? `the API server answered ${answer.status}` : said),
      ...(causes.length === 0 ? {} : { causes }),
      ...(conflicts.length === 0 ? {} : { conflicts }),
    },
  });
}

const MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  [ErrorCode.ApiNotFound]: 'Kubernetes object does not exist',
  [ErrorCode.ApiConflict]: 'Kubernetes object was changed by someone else',
  [ErrorCode.ApiAlreadyExists]: 'Kubernetes object exists already',
  [ErrorCode.ApiForbidden]: 'Kubernetes API denies permission',
  [ErrorCode.ApiDenied]: 'Admission denies the request',
  [ErrorCode.ApiNamespaceTerminating]: 'Namespace is being deleted',
  [ErrorCode.ApiUnauthorized]: 'Kubernetes API does not accept the credentials',
  [ErrorCode.ApiInvalid]: 'Kubernetes API rejects the request as invalid',
  [ErrorCode.ApiExpired]: 'Resource version or continue token has expired',
  [ErrorCode.ApiThrottled]: 'Kubernetes API asks to slow down',
  [ErrorCode.ApiUnavailable]: 'Kubernetes API is not available',
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: ErrorCode.ApiInvalid,
  401: ErrorCode.ApiUnauthorized,
  403: ErrorCode.ApiForbidden,
  404: ErrorCode.ApiNotFound,
  409: ErrorCode.ApiConflict,
  410: ErrorCode.ApiExpired,
  422: ErrorCode.ApiInvalid,
  429: ErrorCode.ApiThrottled,
  502: ErrorCode.ApiUnavailable,
  503: ErrorCode.ApiUnavailable,
  504: ErrorCode.ApiUnavailable,
};

/** How admission begins when it says no: plugins that count, webhooks, policies. */
const DENIALS =
  /(?:^|: )(?:exceeded quota|admission webhook "[^"]*" denied the request|ValidatingAdmissionPolicy '[^']*'.* denied request|violates PodSecurity|.* is forbidden: (?:exceeded quota|violates PodSecurity|ValidatingAdmissionPolicy))/;

function codeOf(
  status: number,
  said: {
    readonly reason: string;
    readonly message: string;
    readonly causes: readonly Cause[];
  },
): ErrorCode {
  const { reason, message, causes } = said;
  if (isTypedPatchRefusal(message)) return ErrorCode.ApiInvalid;
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating'))
    return ErrorCode.ApiNamespaceTerminating;
  if (status < 500 && DENIALS.test(message)) return ErrorCode.ApiDenied;
  if (reason === 'AlreadyExists') return ErrorCode.ApiAlreadyExists;
  if (reason === 'Expired' || reason === 'Gone') return ErrorCode.ApiExpired;
  if (reason === 'ServerTimeout') return ErrorCode.ApiUnavailable;
  return BY_STATUS[status] ?? ErrorCode.ApiFailed;
}

function retryOf(
  status: Readonly<Record<string, unknown>> | undefined,
  answer: FailedAnswer,
): Retry {
  const details = status?.['details'];
  const told = isObject(details) ? details['retryAfterSeconds'] : undefined;
  const seconds = Number(answer.retryAfter ?? told);
  if (Number.isFinite(seconds) && seconds > 0) return { kind: 'after', delayMs: seconds * 1000 };
  return { kind: 'backoff' };
}

interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

function causesOf(status: Readonly<Record<string, unknown>> | undefined): readonly Cause[] {
  const details = status?.['details'];
  const causes = isObject(details) ? details['causes'] : undefined;
  if (!Array.isArray(causes)) return [];
  return causes.filter(isObject).map((cause) => ({
    reason: textField(cause, 'reason'),
    message: textField(cause, 'message'),
    field: textField(cause, 'field'),
  }));
}

/** The manager stands only in the message: `conflict with "kubectl" using apps/v1`. */
function conflictsOf(causes: readonly Cause[]): readonly FieldConflict[] {
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ message, field }) => ({ manager: message.split('"')[1] ?? '', field }));
}

function parseStatus(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = readJson(body);
    return isObject(value) ? value : undefined;
  } catch {
    // A proxy on the way answers in its own words, which become the text of the error.
    return undefined;
  }
}

function textField(value: Readonly<Record<string, unknown>> | undefined, field: string): string {
  const text = value?.[field];
  return typeof text === 'string' ? text : '';
}

function shorten(text: string): string {
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text;
}
