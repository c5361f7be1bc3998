import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheKey, cacheRoot, partialName, removeAbandonedBuilds } from './cache-folder.ts';
import { type GoTool, goEnvironment, pinnedVersion } from './go-tool.ts';
import { requireCommand } from './run-command.ts';

/** Where the built program is, or will be, in the cache. */
export async function cachedToolPath(
  tool: GoTool,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const version = await pinnedVersion(tool);
  const key = await cacheKey({
    name: tool.pinnedBy.replaceAll('/', '_'),
    version,
    sourceFolder: tool.moduleFolder,
    settings: linkFlags(tool, version),
  });
  return join(cacheRoot(env), key, tool.name);
}

/**
 * Builds one program into the cache. It is built in a scratch folder and renamed into place, so a build that was interrupted
 * leaves nothing that looks finished, and two that run at once do not disturb each other.
 *
 * @returns the path of the program
 * @throws with what the compiler said when the build fails, and with what to do when Go is not there
 */
export async function buildGoTool(tool: GoTool, signal?: AbortSignal): Promise<string> {
  const path = await cachedToolPath(tool);
  const folder = join(path, '..');
  const partial = join(folder, partialName());
  await mkdir(partial, { recursive: true });
  try {
    await removeAbandonedBuilds(folder);
    const version = await pinnedVersion(tool);
    const built = join(partial, tool.name);
    const ldflags = linkFlags(tool, version).join(' ');
    await requireCommand(
      'go',
      ['build', '-trimpath', '-buildvcs=false', '-ldflags', ldflags, '-o', built, tool.package],
      { cwd: tool.moduleFolder, env: goEnvironment(), signal },
    );
    await rename(built, path);
    return path;
  } catch (cause) {
    const advice = 'Go is needed, or a folder with the programs in KUBEBUILDER_ASSETS';
    throw new Error(`${tool.name} could not be built; ${advice}`, { cause });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

function linkFlags(tool: GoTool, version: string): readonly string[] {
  const variables = tool.linkVariables?.(version) ?? [];
  return ['-s', '-w', ...variables.flatMap((variable) => ['-X', variable])];
}
