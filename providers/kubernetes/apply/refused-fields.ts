import { ErrorCode, isObject, isOrkError, type OrkError } from '../../../core/index.ts';
import type { RefusedField } from '../plan/fixed-differences.ts';

/** How API servers and authors of CEL rules say that a field is as it is for good. */
const FOR_GOOD =
  /immutable|(cannot|can ?not|can't|may not|must not|not allowed to) (be )?(chang|modif|updat|edit|shrink|shrunk|decreas|reduc|unset|remov)|updates? to .* (is|are) forbidden|forbidden: updates|may not change|once (it is )?set|can only (grow|increase|be increased)|only be (increased|grown)|read-?only/i;

/** The admission of claims refuses to grow what its class does not let grow. */
const NO_EXPANSION = /only dynamically provisioned pvc can be resized/i;

/** Longest text taken over, in characters. */
const MESSAGE_LIMIT = 160;

/**
 * Fields of a refused write that cannot be changed, as the API server says.
 *
 * @returns `undefined` when it was refused for anything else, be it in part.
 */
export function refusedFields(error: unknown): readonly RefusedField[] | undefined {
  if (!isOrkError(error)) return undefined;
  const text = textAt(error.details, 'text');
  if (error.code === ErrorCode.ApiForbidden && NO_EXPANSION.test(text)) {
    const message = 'its StorageClass does not let it grow';
    return [{ path: 'spec.resources.requests.storage', message }];
  }
  if (error.code !== ErrorCode.ApiInvalid) return undefined;
  const causes = causesOf(error);
  const isAll = causes.length > 0 && causes.every(({ message }) => FOR_GOOD.test(message));
  return isAll ? causes : undefined;
}

function causesOf({ details: { causes } }: OrkError): readonly RefusedField[] {
  if (!Array.isArray(causes)) return [];
  return causes.filter(isObject).map((cause) => ({
    path: pathOf(textAt(cause, 'field')),
    message: shorten(textAt(cause, 'message')),
  }));
}

/** Up to the first list: its items are sent as they are stored all together. */
function pathOf(field: string): string {
  const [path = ''] = field.split('[');
  return path;
}

/** Without the value, which may be long, and may be secret. */
function shorten(message: string): string {
  const said = message.replace(/^Invalid value: .*: (?=[^:]*$)/s, '').replace(/^Forbidden: /, '');
  return said.length > MESSAGE_LIMIT ? `${said.slice(0, MESSAGE_LIMIT)}…` : said;
}

function textAt(map: Readonly<Record<string, unknown>>, key: string): string {
  const text = map[key];
  return typeof text === 'string' ? text : '';
}
