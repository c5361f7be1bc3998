import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ErrorCode, OrkError } from '../../core/index.ts';
import { exists } from './exists.ts';
import { makeFolder } from './make-folder.ts';

/** A file to be written. */
export interface NewFile {
  /** Where to write it. */
  readonly path: string;
  /** How people are told of it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files and the folders they need; writes nothing when one exists and `force` is not set.
 *
 * @throws {OrkError} `FileExists`, `FileUnwritable`.
 */
export async function writeFiles(
  files: readonly NewFile[],
  { force }: { readonly force: boolean },
): Promise<void> {
  if (!force) await refuseExisting(files);
  for (const { name, path, text } of files) {
    try {
      await makeFolder(dirname(path));
      await writeFile(path, text);
    } catch (cause) {
      throw new OrkError('File cannot be written', {
        code: ErrorCode.FileUnwritable,
        cause,
        details: { text: `${name} cannot be written` },
      });
    }
  }
}

async function refuseExisting(files: readonly NewFile[]): Promise<void> {
  const found = await Promise.all(
    files.map(async ({ name, path }) => ((await exists(path)) ? [name] : [])),
  );
  const existing = found.flat();
  if (existing.length === 0) return;
  throw new OrkError('File exists already', {
    code: ErrorCode.FileExists,
    details: {
      text: `${existing.join(', ')} ${existing.length === 1 ? 'exists' : 'exist'} already, nothing was written`,
      hint: 'Give --force to overwrite',
    },
  });
}
