import { type Logger, textOf } from '../../../core/index.ts';

/** One line of a log, with the text of its error. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly error: string;
}

/** A logger whose lines, also those of its children, are kept in order. */
export function recordingLogger(lines: LogLine[]): Logger {
  const record =
    (level: LogLine['level']) =>
    (fields: object, message: string): void => {
      const { err } = fields as { readonly err?: unknown };
      lines.push({ level, message, error: err === undefined ? '' : textOf(err) });
    };
  return {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    child: () => recordingLogger(lines),
  };
}
