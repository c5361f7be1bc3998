import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds everything the testbed has built: `ORK_TESTBED_CACHE`, else `orkestra-testbed` in the user's cache folder
 * (XDG Base Directory). It lies outside the repository, so a fresh clone finds what another one built.
 */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['ORK_TESTBED_CACHE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const xdg = env['XDG_CACHE_HOME'];
  return join(
    xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg,
    'orkestra-testbed',
  );
}

/** Sources and settings that decide what a build yields; two equal keys mean interchangeable results. */
export interface CacheKeyInput {
  readonly name: string;
  readonly version: string;
  readonly sourceFolder: string;
  readonly settings: readonly string[];
}

/** A folder name such as `kubernetes-v1.36.3-linux-x64-1a2b3c4d5e6f`, different whenever the result of the build could be. */
export async function cacheKey(input: CacheKeyInput): Promise<string> {
  const hash = createHash('sha256');
  for (const setting of input.settings) hash.update(`${setting}\0`);
  for (const file of await sourceFiles(input.sourceFolder)) {
    hash.update(`${file}\0`).update(await readFile(join(input.sourceFolder, file)));
  }
  const digest = hash.digest('hex').slice(0, 12);
  return `${input.name}-${input.version}-${process.platform}-${process.arch}-${digest}`;
}

/** Removes what builds that were killed left in `folder`; those still running are let be. */
export async function removeAbandonedBuilds(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const builder = /^\.partial-(\d+)-/.exec(entry)?.[1];
    if (builder === undefined || isAlive(Number(builder))) continue;
    await rm(join(folder, entry), { recursive: true, force: true });
  }
}

/** The name of a scratch folder inside a cache folder, from which finished files are renamed into place. */
export function partialName(): string {
  return `.partial-${process.pid}-${Math.random().toString(36).slice(2)}`;
}

async function sourceFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => /\.(go|mod|sum|py|txt)$/.test(name)).sort();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
