import { ErrorCode, isOrkError, OrkError } from '../errors.ts';
import { foreignFunction } from './foreign-functions.ts';

/** What is to be added to a complaint, and where its cause stands, if not where Go says. */
interface Hint {
  readonly text: string;
  readonly offset?: number;
}

type Details = Readonly<Record<string, unknown>>;

/** The error of a template that does not compile, with what to write instead for each of its faults. */
export function withHints(error: unknown, source: string): unknown {
  if (!isOrkError(error, ErrorCode.TemplateSyntax)) return error;
  const { message, code, cause, retry } = error;
  const { others, ...first } = error.details;
  const more = Array.isArray(others)
    ? { others: others.map((each: Details) => withHint(each, source)) }
    : {};
  return new OrkError(message, {
    code,
    cause,
    retry,
    details: { ...withHint(first, source), ...more },
  });
}

function withHint(details: Details, source: string): Details {
  const { complaint, offset, function: name } = details;
  if (typeof complaint !== 'string' || typeof offset !== 'number') return details;
  if (typeof name === 'string')
    return withForeign(details, { complaint, name }) ?? withQuotes(details, source, offset);
  const hint = hintFor(complaint, source, offset);
  if (hint === undefined) return details;
  return {
    ...details,
    complaint: `${complaint}: ${hint.text}`,
    ...(hint.offset === undefined ? {} : { offset: hint.offset }),
  };
}

function withForeign(
  { nearest: _other, ...details }: Details,
  { complaint, name }: { readonly complaint: string; readonly name: string },
): Details | undefined {
  const foreign = foreignFunction(name);
  if (foreign === undefined) return undefined;
  const { nearest, advice } = foreign;
  const told = advice === undefined ? {} : { complaint: `${complaint}: ${advice}` };
  return { ...details, ...(nearest === undefined ? {} : { nearest }), ...told };
}

/** Where a command begins: what stands there is a function, and behind it are its arguments. */
const COMMAND_BEFORE = /(\{\{-?|[|(=]|\b(?:if|with|range|template|block))\s*$/;

/** A word that nobody knows among the arguments is a text without its quotes. */
function withQuotes(details: Details, source: string, offset: number): Details {
  if (COMMAND_BEFORE.test(source.slice(0, offset))) return details;
  const [word = ''] = /^[^\s"`|(){}]+/.exec(source.slice(offset)) ?? [];
  const text = `a text stands in quotes: \\"${word}\\" or \`${word}\``;
  return { ...details, complaint: `${String(details['complaint'])}: ${text}` };
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
  if (complaint === 'nil is not a command')
    return { text: 'nil can only be an argument; for no text leave the action out' };
  const [, template] = /^template (".*") not defined$/.exec(complaint) ?? [];
  if (template !== undefined) return undefinedTemplate(template);
  if (/ is no function but has arguments$/.test(complaint)) return signedNumber(source, offset);
  return operatorHint(complaint, source, offset);
}

function quotes(text = 'text'): Hint {
  const written = `\\"${text}\\" or \`${text}\``;
  return { text: `single quotes hold one character, write ${written} for a text` };
}

function undefinedTemplate(name: string): Hint {
  return {
    text: `each text has templates of its own, made by {{ define ${name} }}; texts that recur are notes of the Katalog: notes.functions`,
  };
}

/** `.a -1` has an argument for Go. */
function signedNumber(source: string, offset: number): Hint | undefined {
  const [, sign] = /^([+-])\d/.exec(source.slice(offset)) ?? [];
  return sign === undefined ? undefined : arithmetic(source, offset);
}

const OPERAND = /[$.\w-]+/;
const SUM = new RegExp(`^\\s*(${OPERAND.source})\\s*([-+*/%])\\s*(${OPERAND.source})\\s*$`);
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
};

/** The note that computes, with the operands of the action where they are plain. */
function arithmetic(source: string, offset: number): Hint | undefined {
  const note = ARITHMETIC[source.charAt(offset)];
  if (note === undefined) return undefined;
  const from = source.lastIndexOf('{{', offset);
  const [, action = ''] = /^\{\{-?\s([\s\S]*?)\s-?\}\}/.exec(source.slice(from)) ?? [];
  const [, left = '.a', sign = '', right = '.b'] = SUM.exec(action) ?? [];
  const jsonata = sign === '' ? '' : `, or "{% ${bare(left)} ${sign} ${bare(right)} %}"`;
  return { text: `write ${note} ${left} ${right}${jsonata}`, offset };
}

function bare(operand: string): string {
  return operand.replace(/^\./, '');
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
  ['}', 'the action closes with two: }}'],
];

function operatorHint(complaint: string, source: string, offset: number): Hint | undefined {
  if (
    !/^(unexpected|bad character|expected :=|missing value|bad number|illegal number syntax)/.test(
      complaint,
    )
  )
    return undefined;
  const [, sign] = /^bad character .*'(.)'$/.exec(complaint) ?? [];
  const places = sign === undefined ? [offset, offset - 1] : [source.indexOf(sign, offset)];
  for (const at of places) {
    const sum = arithmetic(source, at);
    if (sum !== undefined) return sum;
    const found = OPERATORS.find(([operator]) => source.startsWith(operator, at));
    if (found !== undefined) return { text: found[1], offset: at };
  }
  return undefined;
}
