import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheRoot, partialName } from './cache-folder.ts';
import { type GoTool, goEnvironment, pinnedVersion } from './go-tool.ts';
import { requireCommand } from './run-command.ts';

/** YAML files that a program needs at run time and that only its Go module carries. */
export interface ModuleFiles {
  /** Names the copy in the cache. */
  readonly name: string;
  /** Whose module, in the version that its `go.mod` pins. */
  readonly tool: GoTool;
  /** Folders of the module; what is directly inside is copied. */
  readonly folders: readonly string[];
}

/** Copies YAML files out of a Go module into the cache, once, and returns their paths. @throws when `go` cannot fetch the module */
export async function ensureModuleFiles(wanted: ModuleFiles): Promise<readonly string[]> {
  const version = await pinnedVersion(wanted.tool);
  const folder = join(cacheRoot(), `${wanted.name}-${version}`);
  const present = await listFiles(folder);
  if (present.length > 0) return present;

  const module = await moduleSource(wanted.tool, version);
  const partial = join(cacheRoot(), `${partialName()}-${wanted.name}`);
  await mkdir(partial, { recursive: true });
  try {
    for (const inside of wanted.folders) await copyYaml(join(module, inside), partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return listFiles(folder);
}

async function moduleSource(tool: GoTool, version: string): Promise<string> {
  const module = `${tool.pinnedBy}@${version}`;
  const answer: unknown = JSON.parse(
    await requireCommand('go', ['mod', 'download', '-json', module], {
      cwd: tool.moduleFolder,
      env: goEnvironment(),
    }),
  );
  if (typeof answer === 'object' && answer !== null && 'Dir' in answer) return String(answer.Dir);
  throw new Error(`go mod download ${module} named no folder`);
}

async function copyYaml(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (!name.endsWith('.yaml') || name === 'kustomization.yaml') continue;
    await copyFile(join(from, name), join(to, name));
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.sort().map((name) => join(folder, name));
  } catch {
    // Not there yet: the caller makes it.
    return [];
  }
}
