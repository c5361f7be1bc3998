import { pino } from 'pino';
import type { Logger } from '../../../core/index.ts';
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
      redact: { paths, censor: '<redacted>' },
    },
    { write: (line) => sink.write(isText ? logLineText(line) : line) },
  );
}
