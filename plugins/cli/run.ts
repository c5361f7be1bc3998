import { askedFormat } from './asked-format.ts';
import { errorData, reportError } from './error-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { CommandIo, TextSink } from './io.ts';
import { writeData } from './output.ts';
import { runProgram } from './program.ts';

/**
 * Runs `ork` with its arguments (without the program's own name) and returns the exit code.
 *
 * @remarks Never rejects for anything a user can do: failures are told on `io.stderr` without a stack trace. Where data was asked for
 * (`-o json`) and none was written, stdout has the error as data, so that whoever reads it always finds one object.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  let isWritten = false;
  const stdout = noting(io.stdout, () => {
    isWritten = true;
  });
  try {
    return await runProgram(argv, { ...io, stdout });
  } catch (error) {
    reportError(error, io, { isDebug: argv.includes('--debug') });
    const exitCode = exitCodeOf(error);
    const format = askedFormat(argv);
    if (format !== undefined && !isWritten)
      writeData(io, format, { error: { ...errorData(error), exitCode } }, () => '');
    return exitCode;
  }
}

/** A sink that says when something is written; a terminal may change its size. */
function noting(sink: TextSink, written: () => void): TextSink {
  return {
    get isTty() {
      return sink.isTty;
    },
    get columns() {
      return sink.columns;
    },
    get rows() {
      return sink.rows;
    },
    write(text) {
      written();
      sink.write(text);
    },
  };
}
