import { stat } from 'node:fs/promises';

/** Whether something stands at a path; `false` also where it may not be looked at. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Whoever goes on to write or read there is told why.
    return false;
  }
}
