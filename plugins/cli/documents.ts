import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import {
  decodeUtf8,
  ErrorCode,
  isOrkError,
  OrkError,
  type SourceDocument,
} from '../../core/index.ts';
import { nearestWord } from '../../schemas/index.ts';
import type { Flags } from './flags.ts';
import type { CommandIo } from './io.ts';
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from './standard-input.ts';
import { usageError } from './usage-error.ts';

/** Where a Katalog is looked for when none is named (cli-api §1.0). */
const DEFAULT_FILES = ['katalog.yaml', 'komposer.yaml'];

const OURS_IN_JSON = /"apiVersion"\s*:\s*"orkestra\.|"kind"\s*:\s*"(Katalog|Komposer|Motif)"/;
const OURS_IN_YAML =
  /^["']?(apiVersion["']?\s*:\s*["']?orkestra\.|kind["']?\s*:\s*["']?(Katalog|Komposer|Motif)\b)/m;

const DOCUMENT_NAME = /\.(ya?ml|json)$/i;

/** Paths given by `-k` and `-f`, or by `KATALOG_PATH`; empty when none is. */
export function givenPaths(flags: Flags, env: CommandIo['env']): readonly string[] {
  const given = [...flags.list('katalog'), ...flags.list('file')];
  if (given.length > 0) return given;
  return (env['KATALOG_PATH'] ?? '').split(',').filter((path) => path !== '');
}

/** What reading documents takes of a command. */
export type DocumentIo = Pick<CommandIo, 'cwd' | 'stdin'>;

/**
 * Reads the Katalogs that were named, or the one that stands here.
 *
 * @remarks `-` is standard input. A folder stands for its `katalog.yaml`, else its `komposer.yaml`, else all documents of the
 * language and CRDs directly in it: what else stands there nobody named.
 * @throws {OrkError} `DocumentUnreadable` that tells of every path that cannot be read.
 */
export async function readKatalogs(
  paths: readonly string[],
  io: DocumentIo,
): Promise<readonly SourceDocument[]> {
  if (paths.length === 0) return readAll(await defaultFiles(io.cwd), io);
  const places = await Promise.all(paths.map((path) => katalogsAt(path, io.cwd)));
  const named = new Set(places.flatMap(({ files, isNamed }) => (isNamed ? files : [])));
  const documents = await readAll([...new Set(places.flatMap(({ files }) => files))], io);
  const chosen = documents.filter((document) => named.has(document.file) || isWanted(document));
  // Where nothing is, the whole folder is told of.
  return chosen.length > 0 ? chosen : documents;
}

/** Tells whether a file that nobody named holds a document of the language. */
export function isOfLanguage({ text }: SourceDocument): boolean {
  // What is indented belongs to a text inside another document, except in JSON.
  return text.trimStart().startsWith('{') ? OURS_IN_JSON.test(text) : OURS_IN_YAML.test(text);
}

function isWanted(document: SourceDocument): boolean {
  return isOfLanguage(document) || /CustomResourceDefinition/.test(document.text);
}

async function defaultFiles(cwd: string): Promise<readonly string[]> {
  const present = await namesIn(cwd);
  const found = DEFAULT_FILES.find((name) => present.includes(name));
  if (found !== undefined) return [found];
  const wanted = DEFAULT_FILES.join(' or ');
  throw unreadable(
    `there is no ${wanted} in this folder`,
    'Name one with -k, or make one with ork init',
  );
}

/** Files that a path stands for, and whether it names each of them. */
interface Place {
  readonly files: readonly string[];
  readonly isNamed: boolean;
}

async function katalogsAt(path: string, cwd: string): Promise<Place> {
  if (/^(https?|oci):\/\//.test(path))
    throw usageError(`${path}: Katalogs from the network are not built yet`);
  if (path === STANDARD_INPUT) return { files: [STANDARD_INPUT_NAME], isNamed: true };
  if (!(await isFolder(resolve(cwd, path)))) return { files: [normalize(path)], isNamed: true };
  const names = await namesIn(resolve(cwd, path));
  const main = DEFAULT_FILES.find((name) => names.includes(name));
  const documents = main === undefined ? names.filter((name) => DOCUMENT_NAME.test(name)) : [main];
  if (documents.length === 0)
    throw unreadable(`${path} holds no YAML or JSON file`, 'A folder below it is not looked into');
  const files = documents.map((name) => join(path, name));
  return { files, isNamed: main !== undefined };
}

/** All documents of a folder and the folders below it, hidden ones and `node_modules` left out. */
export async function filesBelow(path: string, cwd: string): Promise<readonly string[]> {
  const entries = await readdir(resolve(cwd, path), { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      const { name } = entry;
      if (name.startsWith('.') || name === 'node_modules') return [];
      if (entry.isDirectory()) return filesBelow(join(path, name), cwd);
      return DOCUMENT_NAME.test(name) ? [join(path, name)] : [];
    }),
  );
  return found.flat().sort();
}

/** Reads files, `-` being standard input; `DocumentUnreadable` tells of all that cannot be read. */
export async function readAll(
  files: readonly string[],
  { cwd, stdin }: DocumentIo,
): Promise<readonly SourceDocument[]> {
  const names = files.map((file) => (file === STANDARD_INPUT ? STANDARD_INPUT_NAME : file));
  const results = await Promise.allSettled(
    names.map(async (file) => ({
      file,
      bytes: await (file === STANDARD_INPUT_NAME ? stdin() : readFile(resolve(cwd, file))),
    })),
  );
  const faults: string[] = [];
  const documents: SourceDocument[] = [];
  for (const [index, result] of results.entries()) {
    if (result.status === 'rejected') {
      if (isOrkError(result.reason)) throw result.reason;
      faults.push(await faultOf(names[index] ?? '', result.reason, cwd));
      continue;
    }
    const { bytes, file } = result.value;
    const decoded = decodeUtf8(bytes);
    if ('text' in decoded) documents.push({ file, text: decoded.text });
    else faults.push(notUtf8(file, bytes, decoded.invalidAt));
  }
  if (faults.length > 0) throw unreadable(faults.join('; '));
  return documents;
}

function notUtf8(file: string, bytes: Uint8Array, at: number): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const guess = mark === '255 254' || mark === '254 255' ? ' (it looks like UTF-16)' : '';
  const found = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return `${file} is not UTF-8 text: byte ${at} is 0x${found}${guess}`;
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it tells what is wrong.
    return false;
  }
}

/** Names of the files in a folder; none when it cannot be read. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // Only used to look for files and for suggestions.
    return [];
  }
}

async function faultOf(file: string, reason: unknown, cwd: string): Promise<string> {
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const path = resolve(cwd, file);
    const nearest = nearestWord(basename(file), await namesIn(dirname(path)));
    return `${file} does not exist${nearest === undefined ? '' : `, did you mean ${join(dirname(file), nearest)}?`}`;
  }
  if (code === 'EACCES' || code === 'EPERM') return `${file} may not be read: permission denied`;
  if (code === 'EISDIR') return `${file} is a folder, expected a file`;
  return `${file} cannot be read: ${code === '' ? String(reason) : code}`;
}

/** A file or folder that has not what is looked for. */
export function unreadable(text: string, hint?: string): OrkError {
  return new OrkError('Document cannot be read', {
    code: ErrorCode.DocumentUnreadable,
    retry: { kind: 'never' },
    details: { text, ...(hint === undefined ? {} : { hint }) },
  });
}
