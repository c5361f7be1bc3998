import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cacheKey,
  cacheRoot,
  type EnsureOptions,
  partialName,
  requireCommand,
  stderrProgress,
  withProgress,
} from '../../../test/testbed/index.ts';

/** Which packages, by a `requirements.txt` in which every version is pinned. */
export interface PythonEnvironment {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/**
 * Makes a virtual environment in the cache and returns its Python. It is filled in a scratch folder and renamed into place; programs of it
 * are started as `python -m`, because their own first lines would name the scratch folder.
 */
export async function ensurePythonEnvironment(
  wanted: PythonEnvironment,
  options: EnsureOptions = {},
): Promise<string> {
  const requirements = join(wanted.folder, 'requirements.txt');
  const key = await cacheKey({
    name: wanted.name,
    version: wanted.version,
    sourceFolder: wanted.folder,
    settings: [await readFile(requirements, 'utf8')],
  });
  const environment = join(cacheRoot(), key);
  const python = join(environment, 'bin', 'python');
  if (await exists(python)) return python;

  const what = `installing ${wanted.name} ${wanted.version}`;
  await withProgress(what, options.progress ?? stderrProgress, async () => {
    const partial = join(cacheRoot(), `${partialName()}-${wanted.name}`);
    await mkdir(cacheRoot(), { recursive: true });
    try {
      await requireCommand('python3', ['-m', 'venv', partial], { signal: options.signal });
      const pip = ['-m', 'pip', 'install', '--no-deps', '--requirement', requirements];
      await requireCommand(join(partial, 'bin', 'python'), pip, { signal: options.signal });
      await rename(partial, environment);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
  return python;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Not installed yet.
    return false;
  }
}
