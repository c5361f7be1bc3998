import { ErrorCode, isOrkError, OrkError } from '../errors.ts';
import { foreignFunction } from './foreign-functions.ts';

/** What is to be added to a complaint, and where its cause stands, if not where Go says. */
interface Hint {
  readonly text: string;
  readonly offset?: number;
}

/** The error of a template that does not compile, with what to write instead. */
export function withHint(error: unknown, source: string): unknown {
  if (!isOrkError(error, ErrorCode.TemplateSyntax)) return error;
  const { complaint, offset, function: name } = error.details;
  if (typeof complaint !== 'string' || typeof offset !== 'number') return error;
  if (typeof name === 'string') return withForeign(error, { complaint, name });
  const hint = hintFor(complaint, source, offset);
  if (hint === undefined) return error;
  return replaced(error, {
    complaint: `${complaint}: ${hint.text}`,
    ...(hint.offset === undefined ? {} : { offset: hint.offset }),
  });
}

function withForeign(
  error: OrkError,
  { complaint, name }: { readonly complaint: string; readonly name: string },
): OrkError {
  const foreign = foreignFunction(name);
  if (foreign === undefined) return error;
  const { nearest: _other, ...details } = error.details;
  const { nearest, advice } = foreign;
  const told = advice === undefined ? {} : { complaint: `${complaint}: ${advice}` };
  return replaced(
    error,
    { ...details, ...(nearest === undefined ? {} : { nearest }), ...told },
    true,
  );
}

function replaced(
  { message, code, cause, retry, details }: OrkError,
  changes: Readonly<Record<string, unknown>>,
  isWhole = false,
): OrkError {
  return new OrkError(message, {
    code,
    cause,
    retry,
    details: isWhole ? changes : { ...details, ...changes },
  });
}

function hintFor(complaint: string, source: string, offset: number): Hint | undefined {
  const [, text] = /^malformed character constant: '(.*)'$/.exec(complaint) ?? [];
  if (text !== undefined || complaint === 'unterminated character constant') return quotes(text);
  if (complaint === 'unexpected EOF') return missingEnd(source);
  if (complaint === 'unexpected {{end}}' || complaint === 'unexpected {{else}}')
    return { text: 'no {{ if }}, {{ with }} or {{ range }} is open here' };
  const [, code] = /^unrecognized character in action: U\+([0-9A-F]+)/.exec(complaint) ?? [];
  if (code !== undefined) return strange(Number.parseInt(code, 16));
  if (complaint === 'unclosed action') return { text: 'the closing }} is missing' };
  return operatorHint(complaint, source, offset);
}

function quotes(text = 'text'): Hint {
  const written = `\\"${text}\\" or \`${text}\``;
  return { text: `single quotes hold one character, write ${written} for a text` };
}

const OPENING = /^\{\{-?\s*(if|with|range|define|block)\b/;
const ACTION = /\{\{(?:[^"`}]|"(?:\\.|[^"\\])*"|`[^`]*`|\}(?!\}))*\}\}/g;

/** Which of the opened parts of a template has no end. */
function missingEnd(source: string): Hint | undefined {
  const open: RegExpMatchArray[] = [];
  for (const action of source.matchAll(ACTION)) {
    if (OPENING.test(action[0])) open.push(action);
    else if (/^\{\{-?\s*end\b/.test(action[0])) open.pop();
  }
  const last = open.at(-1);
  return last === undefined
    ? undefined
    : { text: `{{ end }} is missing for ${last[0]}`, offset: last.index ?? 0 };
}

const TYPOGRAPHIC = new Set([0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0xab, 0xbb]);

function strange(code: number): Hint | undefined {
  if (TYPOGRAPHIC.has(code)) return { text: 'typographic quotes, write \\" or `' };
  if (code === 0xa0) return { text: 'a non-breaking space, write a plain one' };
  return undefined;
}

/** What stands for the operators of other languages; the longer ones first. */
const OPERATORS: readonly (readonly [string, string])[] = [
  ['==', 'write eq .a .b'],
  ['!=', 'write ne .a .b'],
  ['<=', 'write le .a .b'],
  ['>=', 'write ge .a .b'],
  ['&&', 'write and .a .b'],
  ['||', 'write or .a .b'],
  ['??', 'write default .a .b'],
  ['<', 'write lt .a .b'],
  ['>', 'write gt .a .b'],
  ['!', 'write not .a'],
  ['?', 'write ternary .a .b .condition'],
  ['[', 'write index .list 0'],
  ['+', 'write add .a .b'],
  ['*', 'write mul .a .b'],
  ['%', 'write mod .a .b'],
  ['}', 'the action closes with two: }}'],
];

function operatorHint(complaint: string, source: string, offset: number): Hint | undefined {
  if (!/^(unexpected|bad character|expected :=|missing value|bad number)/.test(complaint))
    return undefined;
  const [, sign] = /^bad character .*'(.)'$/.exec(complaint) ?? [];
  const places = sign === undefined ? [offset, offset - 1] : [source.indexOf(sign, offset)];
  for (const at of places) {
    const found = OPERATORS.find(([operator]) => source.startsWith(operator, at));
    if (found !== undefined) return { text: found[1], offset: at };
  }
  return undefined;
}
