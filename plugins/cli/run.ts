import { reportError } from './error-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { CommandIo } from './io.ts';
import { runProgram } from './program.ts';

/**
 * Runs `ork` with its arguments (without the program's own name) and returns the exit code.
 *
 * @remarks Never rejects for anything a user can do: failures are told on `io.stderr` without a stack trace.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await runProgram(argv, io);
  } catch (error) {
    reportError(error, io, { isDebug: argv.includes('--debug') });
    return exitCodeOf(error);
  }
}
