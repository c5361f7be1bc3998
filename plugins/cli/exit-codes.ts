import { ErrorCode, isOrkError } from '../../core/index.ts';

/** How a command ends (cli-api §1.0). */
export const ExitCode = {
  /** Done, valid, no difference, or stopped when asked to. */
  Done: 0,
  /** What was checked is wrong, or the work failed. */
  Failed: 1,
  /** There are differences. */
  Different: 2,
  /** Unknown command, flag or argument, or a bad value. */
  Usage: 64,
  /** A file is missing or cannot be read. */
  Unreadable: 66,
  /** Cluster or other service cannot be reached. */
  Unavailable: 69,
  /** Interrupted before it was done. */
  Interrupted: 130,
} as const;

/** One of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const BY_ERROR: Partial<Readonly<Record<ErrorCode, ExitCode>>> = {
  [ErrorCode.Usage]: ExitCode.Usage,
  [ErrorCode.ConfigInvalid]: ExitCode.Usage,
  [ErrorCode.DocumentUnreadable]: ExitCode.Unreadable,
  [ErrorCode.KubeconfigInvalid]: ExitCode.Unreadable,
  [ErrorCode.ApiUnavailable]: ExitCode.Unavailable,
  [ErrorCode.Aborted]: ExitCode.Interrupted,
};

/** The exit code of a command that ended with an error. */
export function exitCodeOf(error: unknown): ExitCode {
  return isOrkError(error) ? (BY_ERROR[error.code] ?? ExitCode.Failed) : ExitCode.Failed;
}
