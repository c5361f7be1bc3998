import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type BlockProvider,
  type CompileDefaults,
  type CompileInput,
  type CompileResult,
  compile,
  isOrkError,
  type SideFile,
  type SideFileRequest,
  type SourceDocument,
  sideFilesOf,
  textOf,
} from '../../core/index.ts';
import { readAll } from './documents.ts';

/** Names under which the CRD manifest of a Katalog stands beside it. */
const CRD_FILE = /^(.+[-.])?crds?\.ya?ml$/i;

/** What compiling needs besides the Katalogs. */
export interface CompileKatalogsOptions {
  readonly cwd: string;
  readonly providers: readonly BlockProvider[];
  readonly defaults: CompileDefaults;
  /** Default `run`. */
  readonly purpose?: CompileInput['purpose'];
}

/** What came of compiling Katalogs, with all that was read for it. */
export interface CompiledKatalogs extends CompileResult {
  /** Katalogs and the CRD manifests beside them. */
  readonly sources: readonly SourceDocument[];
  readonly files: readonly SideFile[];
}

/** Compiles Katalogs with the CRD manifests beside them and the files they name. */
export async function compileKatalogs(
  katalogs: readonly SourceDocument[],
  { cwd, defaults, providers, purpose = 'run' }: CompileKatalogsOptions,
): Promise<CompiledKatalogs> {
  const sources = [...katalogs, ...(await manifestsBeside(katalogs, cwd))];
  const files = await Promise.all(
    sideFilesOf(sources).map((request) => readSideFile(request, cwd)),
  );
  const result = await compile({ documents: sources, files, defaults, providers, purpose });
  return { ...result, sources, files };
}

async function manifestsBeside(
  katalogs: readonly SourceDocument[],
  cwd: string,
): Promise<readonly SourceDocument[]> {
  const given = new Set(katalogs.map(({ file }) => resolve(cwd, file)));
  const folders = [...new Set(katalogs.map(({ file }) => dirname(file)))];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(resolve(cwd, folder)))
        .filter((name) => CRD_FILE.test(name))
        .map((name) => join(folder, name)),
    ),
  );
  const beside = names.flat().filter((file) => !given.has(resolve(cwd, file)));
  const documents = await readAll(beside.sort(), cwd);
  // The shell empties the target of `ork generate crd > crd.yaml` before the command runs.
  return documents.filter(({ text }) => text.trim() !== '');
}

async function readSideFile(request: SideFileRequest, cwd: string): Promise<SideFile> {
  const file = join(dirname(request.from.file), request.path);
  try {
    const [document] = await readAll([file], cwd);
    return { request, file, content: { text: document?.text ?? '' } };
  } catch (error) {
    if (!isOrkError(error)) throw error;
    // Told with its place in the Katalog, which knows more than the path alone.
    return { request, file, content: { problem: textOf(error).replace(`${file} `, '') } };
  }
}
