import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exists } from './exists.ts';

/**
 * Makes a folder and those above it, unless they are there.
 *
 * @remarks Node's own `recursive` takes ENOENT to mean that the parent is missing, and tries for ever where it means that no
 * folder can be made there, as in `/proc`.
 * @throws what the file system says
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await exists(parent))) throw error;
    await makeFolder(parent);
    await makeFolder(path);
  }
}
