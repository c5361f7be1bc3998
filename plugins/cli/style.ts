import type { CommandIo, TextSink } from './io.ts';

/** Colours of text; the text as it is where colours are not wanted. */
export interface Style {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** Colours only on a terminal, and never with `NO_COLOR` set (no-color.org) or `TERM=dumb`. */
export function styleOf(sink: TextSink, env: CommandIo['env']): Style {
  const isPlain = !sink.isTty || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const wrap = (open: number, close: number) => (text: string) =>
    isPlain ? text : `\u001B[${open}m${text}\u001B[${close}m`;
  return {
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
    dim: wrap(2, 22),
    bold: wrap(1, 22),
  };
}
