/**
 * Every failure that can reach a user, by its stable code.
 *
 * @remarks A code is for ever: it may be retired, never reused. `docs/errors.md` holds one row for each.
 */
export const ErrorCode = {
  // Documents
  DocumentUnreadable: 'ORK_DOCUMENT_UNREADABLE',
  DocumentInvalid: 'ORK_DOCUMENT_INVALID',
  // Templates and expressions
  TemplateSyntax: 'ORK_TEMPLATE_SYNTAX',
  TemplateExecution: 'ORK_TEMPLATE_EXECUTION',
  TemplateBudget: 'ORK_TEMPLATE_BUDGET',
  ExpressionSyntax: 'ORK_EXPRESSION_SYNTAX',
  ExpressionExecution: 'ORK_EXPRESSION_EXECUTION',
  ExpressionBudget: 'ORK_EXPRESSION_BUDGET',
  // Kubernetes API
  ApiNotFound: 'ORK_API_NOT_FOUND',
  ApiConflict: 'ORK_API_CONFLICT',
  ApiAlreadyExists: 'ORK_API_ALREADY_EXISTS',
  ApiForbidden: 'ORK_API_FORBIDDEN',
  ApiDenied: 'ORK_API_DENIED',
  ApiNamespaceTerminating: 'ORK_API_NAMESPACE_TERMINATING',
  ApiUnauthorized: 'ORK_API_UNAUTHORIZED',
  ApiInvalid: 'ORK_API_INVALID',
  ApiExpired: 'ORK_API_EXPIRED',
  ApiThrottled: 'ORK_API_THROTTLED',
  ApiUnavailable: 'ORK_API_UNAVAILABLE',
  ApiUndecodable: 'ORK_API_UNDECODABLE',
  ApiFailed: 'ORK_API_FAILED',
  KindUnknown: 'ORK_KIND_UNKNOWN',
  KubeconfigInvalid: 'ORK_KUBECONFIG_INVALID',
  // Reconcile
  ReconcileFailed: 'ORK_RECONCILE_FAILED',
  ReconcileTimeout: 'ORK_RECONCILE_TIMEOUT',
  ValidationDenied: 'ORK_VALIDATION_DENIED',
  NormalizeFailed: 'ORK_NORMALIZE_FAILED',
  ResourceInvalid: 'ORK_RESOURCE_INVALID',
  ChildOwned: 'ORK_CHILD_OWNED',
  FieldConflict: 'ORK_FIELD_CONFLICT',
  DeletionTimeout: 'ORK_DELETION_TIMEOUT',
  StatusRefused: 'ORK_STATUS_REFUSED',
  StatusFieldFailed: 'ORK_STATUS_FIELD_FAILED',
  NotLeader: 'ORK_NOT_LEADER',
  ProviderFailed: 'ORK_PROVIDER_FAILED',
  ProviderTimeout: 'ORK_PROVIDER_TIMEOUT',
  // Plugins, settings, command line
  PluginCycle: 'ORK_PLUGIN_CYCLE',
  PluginDuplicate: 'ORK_PLUGIN_DUPLICATE',
  PluginMissing: 'ORK_PLUGIN_MISSING',
  ConfigInvalid: 'ORK_CONFIG_INVALID',
  FileExists: 'ORK_FILE_EXISTS',
  FileUnwritable: 'ORK_FILE_UNWRITABLE',
  ReleaseRefused: 'ORK_RELEASE_REFUSED',
  HttpUnavailable: 'ORK_HTTP_UNAVAILABLE',
  Usage: 'ORK_USAGE',
  Aborted: 'ORK_ABORTED',
} as const;

/** One of the stable codes of {@link ErrorCode}. */
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/** What the work queue does with the item whose reconcile failed. */
export type Retry =
  | { readonly kind: 'backoff' }
  | { readonly kind: 'after'; readonly delayMs: number }
  | { readonly kind: 'never' };

/** How an {@link OrkError} is made; `details` never hold a secret. */
export interface OrkErrorOptions {
  readonly code: ErrorCode;
  readonly cause?: unknown;
  /** Default `{ kind: 'backoff' }`. */
  readonly retry?: Retry;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The one error class: the code is its identity, the message is for people, variables are in `details`. */
export class OrkError extends Error {
  override readonly name: string = 'OrkError';
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, options: OrkErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retry = options.retry ?? { kind: 'backoff' };
    this.details = options.details ?? {};
  }
}

/**
 * Tells whether a value is an {@link OrkError}, optionally of one code.
 *
 * @remarks Compares name and code, so an error of a second copy of the package is recognised too.
 */
export function isOrkError(error: unknown, code?: ErrorCode): error is OrkError {
  if (!(error instanceof Error) || error.name !== 'OrkError') return false;
  return code === undefined || (error as OrkError).code === code;
}

/** The text of an error for a condition, an event or a log line; `details.text` wins over the constant message. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isOrkError(error)) return error.message;
  const { text } = error.details;
  return typeof text === 'string' ? text : error.message;
}

/** Tells whether something failed because a provider could not be asked for what it has. */
export function isUnknown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isOrkError(error, ErrorCode.ProviderFailed) || isUnknown(error.cause);
}
