import { dirname, join, resolve } from 'node:path';
import {
  type BlockProvider,
  type CompileDefaults,
  type CompileInput,
  type CompileResult,
  compile,
  definitionsIn,
  type FileBeside,
  isOrkError,
  type KubeObject,
  type SideFile,
  type SourceDocument,
  sideFilesOf,
  textOf,
} from '../../core/index.ts';
import { namesIn, readAll } from './documents.ts';
import type { CommandIo } from './io.ts';
import { manifestsIn } from './manifests.ts';

/** Names under which the CRD manifest of a Katalog stands beside it. */
const CRD_FILE = /^(.+[-.])?crds?\.ya?ml$/i;

/** What compiling needs besides the Katalogs. */
export interface CompileKatalogsOptions {
  readonly io: Pick<CommandIo, 'cwd' | 'stdin'>;
  readonly providers: readonly BlockProvider[];
  readonly defaults: CompileDefaults;
  /** Default `run`. */
  readonly purpose?: CompileInput['purpose'];
}

/** What came of compiling Katalogs, with all that was read for it. */
export interface CompiledKatalogs extends CompileResult {
  /** Everything that was read as text, for the lines that problems point at. */
  readonly sources: readonly SourceDocument[];
  /** What the Katalogs name. */
  readonly files: readonly SideFile[];
  /** CRDs among the documents that were named and in the files beside them. */
  readonly definitions: readonly KubeObject[];
  /** The documents that those stand in, and the files beside them that hold none yet. */
  readonly definitionFiles: readonly DefinitionFile[];
}

/** A document with the CRDs that are taken from it. */
export interface DefinitionFile {
  readonly document: SourceDocument;
  readonly objects: readonly KubeObject[];
}

/** Compiles Katalogs with the files they name, and the CRDs, nothing else, of the manifests beside them. */
export async function compileKatalogs(
  katalogs: readonly SourceDocument[],
  { defaults, io, providers, purpose = 'run' }: CompileKatalogsOptions,
): Promise<CompiledKatalogs> {
  const beside = await filesBeside(katalogs, io);
  const files = await Promise.all(
    sideFilesOf(katalogs).map(async (request) => {
      const file = join(dirname(request.from.file), request.path);
      return { request, file, content: await contentOf(file, io) };
    }),
  );
  const result = await compile({
    documents: katalogs,
    files,
    beside,
    defaults,
    providers,
    purpose,
  });
  const sources = [...katalogs, ...textsOf(beside), ...textsOf(files)];
  const named = result.program === undefined ? [] : katalogs;
  const definitionFiles = [
    ...named.map((document) => ({ document, objects: crdsOf([document]) })),
    ...textsOf(beside).map((document) => {
      const { file, text } = document;
      // It has looked at their names.
      const objects = definitionsIn({ file, content: { text } }) as readonly KubeObject[];
      return { document, objects };
    }),
  ];
  const definitions = definitionFiles.flatMap(({ objects }) => objects);
  return { ...result, sources, files, definitions, definitionFiles };
}

/** Paths of the files in some folders that are read for CRDs, by their names. */
export async function definitionFilesIn(
  folders: readonly string[],
  { cwd }: { readonly cwd: string },
): Promise<readonly string[]> {
  const paths = await Promise.all(
    folders.map(async (folder) =>
      (await namesIn(resolve(cwd, folder)))
        .filter((name) => CRD_FILE.test(name))
        .map((name) => join(folder, name)),
    ),
  );
  return paths.flat();
}

/** Files that could be read, as documents. */
export function textsOf(files: readonly FileBeside[]): readonly SourceDocument[] {
  return files.flatMap(({ content, file }) =>
    'text' in content ? [{ file, text: content.text }] : [],
  );
}

function crdsOf(documents: readonly SourceDocument[]): readonly KubeObject[] {
  return manifestsIn(documents).filter(({ kind }) => kind === 'CustomResourceDefinition');
}

async function filesBeside(
  katalogs: readonly SourceDocument[],
  io: CompileKatalogsOptions['io'],
): Promise<readonly FileBeside[]> {
  const given = new Set(katalogs.map(({ file }) => resolve(io.cwd, file)));
  const folders = [...new Set(katalogs.map(({ file }) => dirname(file)))];
  const names = await definitionFilesIn(folders, io);
  const beside = names.filter((file) => !given.has(resolve(io.cwd, file)));
  return Promise.all(
    beside.sort().map(async (file) => ({ file, content: await contentOf(file, io) })),
  );
}

async function contentOf(
  file: string,
  io: CompileKatalogsOptions['io'],
): Promise<SideFile['content']> {
  try {
    const [document] = await readAll([file], io);
    return { text: document?.text ?? '' };
  } catch (error) {
    if (!isOrkError(error)) throw error;
    // Told with its place in the Katalog, which knows more than the path alone.
    return { problem: textOf(error).replace(`${file} `, '') };
  }
}
