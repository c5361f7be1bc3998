import { type Document, parseAllDocuments, type YAMLError } from 'yaml';
import { printable } from '../../text/printable.ts';
import type { ProblemList } from '../problem.ts';
import { ProblemCode } from '../problem-code.ts';
import { convertYaml, MAX_DEPTH, UnusableYaml } from './convert-yaml.ts';
import { offsetOfDeepFlow } from './flow-depth.ts';
import type { SourceNode } from './source-node.ts';
import { type Insertion, type SourceDocument, SourceText } from './source-text.ts';
import { findStrangeIndents } from './strange-indent.ts';
import { escapeQuotes, findUnescapedQuotes, type UnescapedQuotes } from './unescaped-quotes.ts';
import { unquotedTemplateAt } from './unquoted-template.ts';

/** Largest file that is read, in UTF-16 units; a ConfigMap holds at most 1 MiB. */
const MAX_FILE_LENGTH: number = 4 * 1024 * 1024;

/** What YAML allows in no text. */
const CONTROL = /(?![\t\n\r\u0085])\p{Cc}|[\uFFFE\uFFFF]/u;

/** One YAML document of a file. */
export interface ParsedDocument {
  readonly file: string;
  readonly root: SourceNode;
}

/** One slip in YAML breaks what follows too; more of it says nothing new. */
const MAX_SYNTAX_ERRORS = 10;

/**
 * Reads all documents of a file, YAML or JSON; empty documents are left out.
 *
 * @remarks Unescaped quotes inside a double-quoted template are read as meant, with a warning each.
 */
export function readDocuments(
  { file, text }: SourceDocument,
  problems: ProblemList,
): readonly ParsedDocument[] {
  const fault = unreadable(text);
  if (fault !== undefined) {
    problems.error({ file, line: 1, column: 1 }, [], fault);
    return [];
  }
  const original = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const control = CONTROL.exec(original);
  if (control !== null) {
    const message = `the file is not text: it holds the control character ${printable(control[0])}, expected YAML or JSON in UTF-8`;
    const place = new SourceText(file, original).positionAt(control.index);
    problems.error(place, [], { code: ProblemCode.FileBinary, message });
    return [];
  }
  const deepAt = offsetOfDeepFlow(original, MAX_DEPTH);
  if (deepAt !== undefined) {
    const message = `nested deeper than ${MAX_DEPTH} levels`;
    const place = new SourceText(file, original).positionAt(deepAt);
    problems.error(place, [], { code: ProblemCode.YamlTooLarge, message });
    return [];
  }
  const { documents, source, repaired } = parse(file, original);
  for (const value of repaired) warnOfQuotes(new SourceText(file, original), value, problems);
  const strange = findStrangeIndents(source.text, documents);
  for (const { name, offset } of strange) {
    const message = `not YAML: ${name} stands where spaces indent`;
    problems.error(source.positionAt(offset), [], { code: ProblemCode.YamlSyntax, message });
  }
  // What else is wrong follows from it.
  if (strange.length > 0) return [];
  return documents.flatMap((document) => {
    const faults = [...document.errors, ...document.warnings];
    for (const error of withoutFollowers(faults, source).slice(0, MAX_SYNTAX_ERRORS))
      reportSyntax(error, source, problems);
    const isEmpty = document.contents === null || isEmptyScalar(document);
    if (document.errors.length + document.warnings.length > 0 || isEmpty) return [];
    const root = convertOrReport(document, source, problems);
    return root === undefined ? [] : [{ file, root }];
  });
}

/** The text with unescaped quotes of templates escaped; every other byte stays (`ork validate --fix`). */
export function fixUnescapedQuotes(text: string): string {
  return offsetOfDeepFlow(text, MAX_DEPTH) === undefined
    ? escapeQuotes(text, parse('', text).repaired)
    : text;
}

function unreadable(text: string): Parameters<ProblemList['error']>[2] | undefined {
  if (text.trim() === '')
    return { code: ProblemCode.FileEmpty, message: 'the file is empty', expected: 'a Katalog' };
  if (text.length > MAX_FILE_LENGTH) {
    const message = `the file holds ${text.length} characters, at most ${MAX_FILE_LENGTH} are read`;
    return { code: ProblemCode.FileTooLarge, message };
  }
  return undefined;
}

interface Parsed {
  readonly documents: readonly Document.Parsed[];
  readonly source: SourceText;
  readonly repaired: readonly UnescapedQuotes[];
}

/** Parses; where a line with unescaped quotes is what keeps the text from being YAML, reads it as meant. */
function parse(file: string, text: string): Parsed {
  let repaired: readonly UnescapedQuotes[] = [];
  const candidates = text.includes('{{') ? findUnescapedQuotes(text) : [];
  for (;;) {
    const read = escapeQuotes(text, repaired);
    const source = new SourceText(file, read, insertionsOf(repaired));
    const documents = parseYaml(read);
    const [error] = documents.flatMap(({ errors }) => errors);
    const line = error === undefined ? 0 : source.positionAt(error.pos[0]).line;
    const next = candidates.find((value) => !repaired.includes(value) && isOn(text, value, line));
    if (next === undefined) return { documents, source, repaired };
    repaired = [...repaired, next].sort((a, b) => a.start - b.start);
  }
}

function parseYaml(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { prettyErrors: false, merge: false });
  return Array.isArray(documents) ? documents : [];
}

function isOn(text: string, value: UnescapedQuotes, line: number): boolean {
  return new SourceText('', text).positionAt(value.start).line === line;
}

function insertionsOf(values: readonly UnescapedQuotes[]): readonly Insertion[] {
  const offsets = values.flatMap(({ missing }) => missing);
  return offsets.map((offset, index) => ({ offset: offset + index, length: 1 }));
}

function warnOfQuotes(source: SourceText, value: UnescapedQuotes, problems: ProblemList): void {
  const written = source.text.slice(value.start, value.end);
  const inside = value.missing.map((offset) => offset - value.start);
  const fix = escapeQuotes(written, [{ start: 0, end: written.length, missing: inside }]);
  problems.warning(source.positionAt(value.start), [], {
    code: ProblemCode.QuotesUnescaped,
    message: `quotes inside a double-quoted template must be escaped: write ${fix}`,
    found: written,
    expected: fix,
    fix,
  });
}

/** The first fault of each line with a template that lacks its quotes: the others say nothing new. */
function withoutFollowers(
  errors: readonly YAMLError[],
  { text }: SourceText,
): readonly YAMLError[] {
  const seen = new Set<number>();
  return errors.filter(({ pos }) => {
    const unquoted = unquotedTemplateAt(text, pos[0]);
    if (unquoted === undefined) return true;
    return !seen.has(unquoted.offset) && seen.add(unquoted.offset);
  });
}

function reportUnquoted(offset: number, source: SourceText, problems: ProblemList): boolean {
  const unquoted = unquotedTemplateAt(source.text, offset);
  if (unquoted === undefined) return false;
  const { fix } = unquoted;
  const what = /^.\{/.test(fix) ? 'a template' : 'a text that begins with *';
  problems.error(source.positionAt(unquoted.offset), [], {
    code: ProblemCode.YamlSyntax,
    message: `${what} must stand in quotes: write ${fix}`,
    expected: fix,
  });
  return true;
}

function reportSyntax(error: YAMLError, source: SourceText, problems: ProblemList): void {
  if (error.code !== 'DUPLICATE_KEY' && reportUnquoted(error.pos[0], source, problems)) return;
  const position = source.positionAt(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(source.text.slice(error.pos[0]))?.[0] ?? '';
    const message = `key ${key} stands twice in one map`;
    problems.error(position, [], { code: ProblemCode.KeyDuplicate, message, found: key });
    return;
  }
  const message = `not YAML: ${SYNTAX_TEXTS[error.code] ?? lowerFirst(error.message)}`;
  problems.error(position, [], { code: ProblemCode.YamlSyntax, message });
}

const SYNTAX_TEXTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab stands where spaces indent',
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function isEmptyScalar({ contents }: Document.Parsed): boolean {
  return contents !== null && 'value' in contents && contents.value === null;
}

function convertOrReport(
  document: Document.Parsed,
  source: SourceText,
  problems: ProblemList,
): SourceNode | undefined {
  try {
    return convertYaml(document, source);
  } catch (error) {
    if (!(error instanceof UnusableYaml)) throw error;
    const isForm = error.kind === 'unsupported';
    if (isForm && reportUnquoted(error.offset, source, problems)) return undefined;
    const code =
      error.kind === 'too-large' ? ProblemCode.YamlTooLarge : ProblemCode.YamlUnsupported;
    problems.error(source.positionAt(error.offset), [], { code, message: error.message });
    return undefined;
  }
}
