import { ErrorCode, OrkError, type Program } from '../../core/index.ts';
import type { CommandInput } from './command-definition.ts';
import { type CompiledKatalogs, compileKatalogs } from './compile-katalogs.ts';
import { createBlockProviders } from './compose.ts';
import { givenPaths, readKatalogs } from './documents.ts';
import { offlineDefaults } from './offline-defaults.ts';
import { tellProblems } from './problems/tell-problems.ts';

/** Katalogs that compiled. */
export type RunnableKatalogs = CompiledKatalogs & { readonly program: Program };

/**
 * Compiles the Katalogs a command is about; problems are told on stderr.
 *
 * @throws {OrkError} `DocumentInvalid` when there are errors, `DocumentUnreadable`.
 */
export async function requireProgram({
  flags,
  io,
}: Pick<CommandInput, 'flags' | 'io'>): Promise<RunnableKatalogs> {
  const katalogs = await readKatalogs(givenPaths(flags, io.env), io);
  const providers = createBlockProviders();
  const defaults = offlineDefaults(io.env);
  const compiled = await compileKatalogs(katalogs, { cwd: io.cwd, providers, defaults });
  return requireNoErrors(compiled, io);
}

/** Tells problems on stderr and refuses to go on with errors. */
export function requireNoErrors(
  compiled: CompiledKatalogs,
  io: CommandInput['io'],
): RunnableKatalogs {
  tellProblems(compiled, io);
  const { program } = compiled;
  if (program !== undefined) return { ...compiled, program };
  const count = compiled.problems.filter(({ severity }) => severity === 'error').length;
  throw new OrkError('Documents have errors', {
    code: ErrorCode.DocumentInvalid,
    retry: { kind: 'never' },
    details: { text: `${count} ${count === 1 ? 'error' : 'errors'} in the documents` },
  });
}
