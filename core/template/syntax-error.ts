import { ErrorCode, OrkError } from '../errors.ts';

/** The error of a template with the details of its first fault; those of the others are `others`. */
export function syntaxError(
  [first, ...others]: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>> = {},
): OrkError {
  return new OrkError('Template does not parse', {
    code: ErrorCode.TemplateSyntax,
    retry: { kind: 'never' },
    details: { ...first, ...(others.length === 0 ? {} : { others }), ...more },
  });
}
