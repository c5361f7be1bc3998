import { ErrorCode, OrkError } from '../../core/index.ts';

/** A flag or argument that cannot be meant; `hint` says what can. */
export function usageError(text: string, hint?: string): OrkError {
  return new OrkError('Command line is wrong', {
    code: ErrorCode.Usage,
    retry: { kind: 'never' },
    details: { text, ...(hint === undefined ? {} : { hint }) },
  });
}
