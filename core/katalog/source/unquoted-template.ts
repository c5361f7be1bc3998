/** A template that stands in YAML without quotes, where it is read as a map or as nothing at all. */
export interface UnquotedTemplate {
  readonly offset: number;
  /** What to write. */
  readonly fix: string;
}

const VALUE = /(?:^|[:,[]\s+|-\s+)(\{[{%].*)$/;
/** Actions and what is joined to them without a blank. */
const WHOLE = /^(?:\{\{.*?\}\}|\{%.*?%\}|[^\s,\]}#{])+/;
const ALIAS = /(?::\s+|-\s+)(\*\/?\d*(?:\s+[\d*/,-]+)+)\s*(?:#.*)?$/;

/** The template without quotes in the line that holds an offset, if one begins a value there. */
export function unquotedTemplateAt(text: string, offset: number): UnquotedTemplate | undefined {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  return templateIn(line, start) ?? scheduleIn(line, start);
}

function templateIn(line: string, start: number): UnquotedTemplate | undefined {
  const found = VALUE.exec(line);
  const [, value = ''] = found ?? [];
  if (found === null) return undefined;
  const [written = value.trim()] = WHOLE.exec(value) ?? [];
  return { offset: start + line.length - value.length, fix: quoted(written) };
}

/** A star begins an alias of YAML, so a schedule that begins with one needs quotes too. */
function scheduleIn(line: string, start: number): UnquotedTemplate | undefined {
  const [, value] = ALIAS.exec(line) ?? [];
  if (value === undefined) return undefined;
  return { offset: start + line.indexOf(value), fix: quoted(value.trim()) };
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
