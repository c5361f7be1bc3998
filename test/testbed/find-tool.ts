import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cachedToolPath } from './go-build.ts';
import { type GoTool, pinnedVersion } from './go-tool.ts';
import { runCommand } from './run-command.ts';

/**
 * Looks for a program without building it: in `KUBEBUILDER_ASSETS` (the convention of envtest; whoever sets it vouches for the
 * versions), in the cache, then on `PATH`, there only when it reports the pinned version.
 *
 * @returns its path, or `undefined` when it has to be built
 */
export async function findTool(
  tool: GoTool,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const assets = env['KUBEBUILDER_ASSETS'];
  const given = [
    ...(assets === undefined || assets === '' ? [] : [join(assets, tool.name)]),
    await cachedToolPath(tool, env),
  ];
  for (const path of given) {
    if (await isExecutable(path)) return path;
  }
  return findOnPath(tool, env['PATH'] ?? '');
}

async function findOnPath(tool: GoTool, searchPath: string): Promise<string | undefined> {
  if (tool.versionArgs === undefined) return undefined;
  const version = (await pinnedVersion(tool)).slice(1);
  const exactVersion = new RegExp(`(^|[^0-9.])${version.replaceAll('.', '\\.')}($|[^0-9.-])`, 'm');
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, tool.name);
    if (folder === '' || !(await isExecutable(path))) continue;
    const { stdout, stderr } = await runCommand(path, tool.versionArgs, { timeoutMs: 10_000 });
    if (exactVersion.test(`${stdout}\n${stderr}`)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not executable: both mean "look elsewhere".
    return false;
  }
}
