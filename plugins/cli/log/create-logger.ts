import { pino } from 'pino';
import { isOrkError, type Logger, textOf } from '../../../core/index.ts';
import type { TextSink } from '../io.ts';
import { logLineText } from './log-line-text.ts';

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** `auto`: text on a terminal, JSON elsewhere. */
  readonly format: 'auto' | 'json' | 'pretty';
  readonly sink: TextSink;
}

/** Keys whose values never reach a log, at any of the first three levels. */
const SECRET_KEYS = ['authorization', 'password', 'token', 'data', 'stringData'];

/** The logger of the process: pino, one JSON object or one line of text per entry. */
export function createLogger({ format, level, sink }: LoggerOptions): Logger {
  const isText = format === 'pretty' || (format === 'auto' && sink.isTty);
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => errorFields(error, level === 'debug') },
      redact: { paths, censor: '<redacted>' },
    },
    { write: (line) => sink.write(isText ? logLineText(line) : line) },
  );
}

/** What a log holds of an error: its own text once, and the stack only when debugging or of a mistake of ours. */
function errorFields(error: unknown, isDebug: boolean): unknown {
  if (!(error instanceof Error)) return error;
  const { name: type, stack } = error;
  if (!isOrkError(error)) return { type, message: error.message, stack };
  const { code, details } = error;
  return { type, code, message: textOf(error), details, ...(isDebug ? { stack } : {}) };
}
