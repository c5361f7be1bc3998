import { ErrorCode, OrkError } from '../../core/index.ts';

/** What was asked for is not there. */
export function notFound(text: string): OrkError {
  return new OrkError('Not found', {
    code: ErrorCode.ApiNotFound,
    retry: { kind: 'never' },
    details: { text },
  });
}
