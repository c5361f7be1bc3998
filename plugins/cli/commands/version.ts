import { arch, platform } from 'node:os';
import type { CommandInput } from '../command-definition.ts';
import { ExitCode } from '../exit-codes.ts';
import { formatOf, writeData } from '../output.ts';
import { version } from '../version.ts';

/** `ork version`. */
export async function execute({ flags, io }: CommandInput): Promise<number> {
  const data = {
    version,
    language: 'orkestra.orkspace.io/v1',
    node: io.nodeVersion,
    platform: `${platform()}/${arch()}`,
  };
  const text = `ork ${data.version}\nlanguage ${data.language}\nNode ${data.node} on ${data.platform}`;
  writeData(io, formatOf(flags), data, () => text);
  return ExitCode.Done;
}
