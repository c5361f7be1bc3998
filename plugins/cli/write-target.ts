import { resolve } from 'node:path';
import { jsonText, writeYaml } from '../../core/index.ts';
import type { CommandInput } from './command-definition.ts';
import { writeFiles } from './write-files.ts';

/**
 * Writes generated manifests where `-o` says: a file, `-` for stdout, `json` or `yaml` for stdout in that form.
 *
 * @throws {OrkError} `FileUnwritable`.
 */
export async function writeTarget(
  manifests: readonly object[],
  { flags, io }: Pick<CommandInput, 'flags' | 'io'>,
  defaultTarget: string,
): Promise<void> {
  const target = flags.text('output') ?? defaultTarget;
  if (target === 'json') {
    const [only] = manifests;
    const list = { apiVersion: 'v1', kind: 'List', items: manifests };
    const data = manifests.length === 1 && only !== undefined ? only : list;
    io.stdout.write(`${jsonText(data, 2)}\n`);
    return;
  }
  const text = writeYaml(manifests);
  if (target === '-' || target === 'yaml' || flags.isOn('dryRun')) {
    io.stdout.write(text);
    return;
  }
  // What is generated is made again after every change of a Katalog, so it replaces what it made before.
  await writeFiles([{ path: resolve(io.cwd, target), name: target, text }], { force: true });
  io.stderr.write(`${target} written\n`);
}
