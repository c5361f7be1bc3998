import { type CompileDefaults, ErrorCode, OrkError, type Program } from '../../core/index.ts';
import type { CommandInput } from './command-definition.ts';
import { type CompiledKatalogs, compileKatalogs } from './compile-katalogs.ts';
import { createBlockProviders } from './compose.ts';
import { givenPaths, readKatalogs } from './documents.ts';
import type { CommandIo } from './io.ts';
import { defaultsOf, offlineDefaults } from './offline-defaults.ts';
import { tellProblems } from './problems/tell-problems.ts';
import type { Settings } from './settings/settings.ts';

/** Katalogs that compiled. */
export type RunnableKatalogs = CompiledKatalogs & { readonly program: Program };

/**
 * Compiles the Katalogs that flags or environment name; problems are told on stderr.
 *
 * @throws {OrkError} `DocumentInvalid` when there are errors, `DocumentUnreadable`.
 */
export async function requireProgram(
  { flags, io }: Pick<CommandInput, 'flags' | 'io'>,
  purpose: 'run' | 'define' = 'run',
): Promise<RunnableKatalogs> {
  return compileOrTell(
    givenPaths(flags, io.env),
    { defaults: offlineDefaults(io.env), purpose },
    io,
  );
}

/** The same for commands with settings, which name the Katalogs too. */
export async function requireProgramOf(
  settings: Settings,
  io: CommandIo,
): Promise<RunnableKatalogs> {
  return compileOrTell(
    settings.katalogPaths,
    { defaults: defaultsOf(settings), purpose: 'run' },
    io,
  );
}

async function compileOrTell(
  paths: readonly string[],
  { defaults, purpose }: { readonly defaults: CompileDefaults; readonly purpose: 'run' | 'define' },
  io: CommandIo,
): Promise<RunnableKatalogs> {
  const katalogs = await readKatalogs(paths, io);
  const providers = createBlockProviders();
  const compiled = await compileKatalogs(katalogs, { io, providers, defaults, purpose });
  tellProblems(compiled, io);
  const { program } = compiled;
  if (program !== undefined) return { ...compiled, program };
  const { problems } = compiled;
  const count = problems.filter(({ severity }) => severity === 'error').length;
  throw new OrkError('Documents have errors', {
    code: ErrorCode.DocumentInvalid,
    retry: { kind: 'never' },
    details: { text: `${count} ${count === 1 ? 'error' : 'errors'} in the documents`, problems },
  });
}
