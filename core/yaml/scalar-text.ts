/** Words that some reader of YAML takes for a boolean, a number or nothing, in whatever case. */
const WORD = /^(y|n|yes|no|on|off|true|false|null|nil|none|nan|inf|infinity)$/i;

/** What some reader may take for a number, a time or a date: `0444`, `1_000`, `12:30`, `1e3`, `.5`, `0x1f`. */
const NUMBER_LIKE = /^(?:[-+.\d][\da-fxobept_.,:+\- z]*|e[-+]?\d+)$/i;
/** `10.0.0.1`, `20.19.0`: a number has one dot. */
const DOTTED = /^\d+(\.\d+){2,}$/;
const SPECIAL_FLOAT = /^[-+]?\.(inf|nan)$/i;

/** Printable characters, beginning with one that has no meaning in any version of YAML. */
const HARMLESS = /^(?:[\w/(.$]|-{1,2}[a-z]|\p{L})[\x20-\x7E\p{L}\p{N}]*$/iu;
const STRUCTURE = /: |:$| #| $/;

/** What quotes cannot hold as it is: controls, line breaks of YAML 1.1, invisible characters, halves of a pair. */
const ESCAPED = /[\u007F-\u00A0\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/g;

/**
 * A text as a scalar on one line, which readers of YAML 1.1 and 1.2 all take for this very text.
 *
 * @remarks kubectl reads YAML 1.1 in Go's dialect, PyYAML in its own, this program reads 1.2. What any of them could
 * take for something else is in double quotes, in the form that JSON has too.
 */
export function scalarText(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

function isPlain(text: string): boolean {
  if (!HARMLESS.test(text) || STRUCTURE.test(text)) return false;
  if (WORD.test(text) || SPECIAL_FLOAT.test(text)) return false;
  return !NUMBER_LIKE.test(text) || DOTTED.test(text);
}

function quoted(text: string): string {
  // UTF-8 has no halves of a pair, and Go refuses them as escapes.
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(ESCAPED, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A number in a form that all readers take for it: PyYAML needs a dot before an exponent. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}

/** Lines that cannot stand in a block: controls, line breaks of other kinds, invisible characters. */
const UNPRINTABLE =
  /[^\t\n\x20-\x7E\u00A1-\u00AC\u00AE-\u200A\u2010-\u2027\u202F-\u205F\u206A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * A text of several lines as a literal block (`|`), every line behind `indent` spaces, which are two more than where
 * the key or dash stands; `undefined` when it has to be quoted.
 */
export function blockText(text: string, indent: number): string | undefined {
  if (!text.includes('\n') || /^[ \n]*$/.test(text) || /^\s*\t/.test(text)) return undefined;
  if (UNPRINTABLE.test(text)) return undefined;
  const indicator = /^[ \n]/.test(text) ? '2' : '';
  const pad = ' '.repeat(indent);
  const lines = text.replace(/\n$/, '').split('\n');
  const body = lines.map((line) => (line === '' ? '' : pad + line)).join('\n');
  return `|${indicator}${chomping(text)}\n${body}\n`;
}

function chomping(text: string): string {
  if (!text.endsWith('\n')) return '-';
  return text.endsWith('\n\n') ? '+' : '';
}
