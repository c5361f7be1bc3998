import type { CommandInput } from '../command-definition.ts';
import { completionScript, isShell, SHELLS } from '../completion/script.ts';
import { completionTree } from '../completion/tree.ts';
import { ExitCode } from '../exit-codes.ts';
import { usageError } from '../usage-error.ts';

/** `ork completion`. */
export async function execute({ args, io, program }: CommandInput): Promise<number> {
  const [shell = ''] = args;
  if (!isShell(shell)) throw usageError(`shell is ${shell}, expected one of ${SHELLS.join(', ')}`);
  io.stdout.write(completionScript(shell, completionTree(program)));
  return ExitCode.Done;
}
