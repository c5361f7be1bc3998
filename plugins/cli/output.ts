import { jsonText, writeYaml } from '../../core/index.ts';
import type { Flags } from './flags.ts';
import type { CommandIo } from './io.ts';
import { usageError } from './usage-error.ts';

/** Forms of data that every command offers. */
export const FORMATS = ['text', 'json', 'yaml'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** The form asked for with `-o`; `text` by default. */
export function formatOf(flags: Flags): Format {
  const asked = flags.text('output') ?? 'text';
  const format = FORMATS.find((each) => each === asked);
  if (format === undefined)
    throw usageError(`-o is ${asked}, expected one of ${FORMATS.join(', ')}`);
  return format;
}

/** Writes data on stdout: as JSON or YAML, or as the text that `toText` makes of it. */
export function writeData<Data extends object>(
  io: CommandIo,
  format: Format,
  data: Data,
  toText: (data: Data) => string,
): void {
  io.stdout.write(formatData(format, data, toText));
}

function formatData<Data extends object>(
  format: Format,
  data: Data,
  toText: (data: Data) => string,
): string {
  if (format === 'json') return `${jsonText(data, 2)}\n`;
  if (format === 'yaml') return writeYaml([data]);
  const text = toText(data);
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Rows under a heading, columns aligned, two spaces apart. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
