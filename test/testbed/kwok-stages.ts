import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheRoot, partialName } from './cache-folder.ts';
import { type GoTool, goEnvironment, pinnedVersion } from './go-tool.ts';
import { requireCommand } from './run-command.ts';

/** Stage folders of kwok's module: what makes fake Pods run, complete and go away, and the fake Node ready. */
const STAGE_FOLDERS = ['kustomize/stage/node/fast', 'kustomize/stage/pod/fast'];

/** Copies kwok's stages out of its Go module into the cache, once, and returns their paths. @throws when `go` cannot fetch the module */
export async function ensureKwokStages(kwok: GoTool): Promise<readonly string[]> {
  const version = await pinnedVersion(kwok);
  const folder = join(cacheRoot(), `kwok-stages-${version}`);
  const stages = await listStages(folder);
  if (stages.length > 0) return stages;

  const module = await moduleSource(kwok, version);
  const partial = join(cacheRoot(), `${partialName()}-kwok-stages`);
  await mkdir(partial, { recursive: true });
  try {
    for (const stageFolder of STAGE_FOLDERS) await copyStages(join(module, stageFolder), partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return listStages(folder);
}

async function moduleSource(kwok: GoTool, version: string): Promise<string> {
  const module = `${kwok.pinnedBy}@${version}`;
  const answer: unknown = JSON.parse(
    await requireCommand('go', ['mod', 'download', '-json', module], {
      cwd: kwok.moduleFolder,
      env: goEnvironment(),
    }),
  );
  if (typeof answer === 'object' && answer !== null && 'Dir' in answer) return String(answer.Dir);
  throw new Error(`go mod download ${module} named no folder`);
}

async function copyStages(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (!name.endsWith('.yaml') || name === 'kustomization.yaml') continue;
    await copyFile(join(from, name), join(to, name));
  }
}

async function listStages(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.sort().map((name) => join(folder, name));
  } catch {
    // Not there yet: the caller makes it.
    return [];
  }
}
