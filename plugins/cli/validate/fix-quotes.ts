import { resolve } from 'node:path';
import { fixUnescapedQuotes } from '../../../core/index.ts';
import type { CommandIo } from '../io.ts';
import { writeFiles } from '../write-files.ts';
import type { Unit } from './units.ts';

/** Escapes the unescaped quotes of templates in the files themselves and tells which were changed. */
export async function fixQuotes(units: readonly Unit[], { cwd, stderr }: CommandIo): Promise<void> {
  const changed = units.flat().flatMap(({ file, text }) => {
    const fixed = fixUnescapedQuotes(text);
    return fixed === text ? [] : [{ name: file, path: resolve(cwd, file), text: fixed }];
  });
  await writeFiles(changed, { force: true });
  for (const { name } of changed) stderr.write(`${name} rewritten\n`);
}
