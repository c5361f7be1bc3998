import { Command, CommanderError, Option } from 'commander';
import type { CommandDefinition, OptionDefinition } from './command-definition.ts';
import { pathOf, refuseExcess, withoutHelpCommand } from './command-words.ts';
import { definitions } from './definitions/index.ts';
import { ExitCode } from './exit-codes.ts';
import { Flags } from './flags.ts';
import type { CommandIo } from './io.ts';
import { tuneEngine } from './tune-engine.ts';
import { usageError } from './usage-error.ts';
import { version } from './version.ts';

interface Session {
  readonly io: CommandIo;
  exitCode: number;
  /** Path of the command whose words commander could not read. */
  faulty: string;
}

/**
 * Reads the arguments and runs the command they name; its code is loaded only then.
 *
 * @throws {OrkError} `Usage` for arguments that mean nothing; whatever the command rejects with.
 */
export async function runProgram(argv: readonly string[], io: CommandIo): Promise<number> {
  const session: Session = { io, exitCode: ExitCode.Done, faulty: 'ork' };
  const words = argv.length === 0 ? ['--help'] : argv;
  try {
    const program = buildProgram(session);
    await program.parseAsync([...withoutHelpCommand(words, program)], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw misread(error, session.faulty);
  }
  return session.exitCode;
}

/** The program as commander knows it, for documentation. */
export function describeProgram(io: CommandIo): Command {
  return buildProgram({ io, exitCode: ExitCode.Done, faulty: 'ork' });
}

function buildProgram(session: Session): Command {
  const program = new Command('ork')
    .description('Run Kubernetes operators that are declared in YAML.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command...]', 'show help of a command')
    .addHelpText(
      'after',
      '\nStart here:\n  $ ork init my-operator\n  $ cd my-operator\n  $ ork dev --cr cr.yaml',
    );
  harden(program, session);
  for (const definition of definitions) program.addCommand(build(definition, session));
  return program;
}

function build(definition: CommandDefinition, session: Session): Command {
  const { argument, commands = [], examples, load, name, options, summary } = definition;
  const command = new Command(name).summary(summary).description(sentencesOf(definition));
  harden(command, session);
  command.allowExcessArguments();
  if (argument !== undefined) command.argument(argument.name, argument.description);
  for (const option of options) command.addOption(optionOf(option));
  for (const child of commands) command.addCommand(build(child, session));
  if (examples.length > 0) command.addHelpText('after', `\n${exampleText(definition)}`);
  if (load === undefined) return command.helpCommand(false);
  return command.action(async () => {
    await refuseExcess(command, session.io);
    if (definition.isLongRunning === true) tuneEngine();
    const { execute } = await load();
    const flags = new Flags(command.opts());
    const program = rootOf(command);
    session.exitCode = await execute({ args: command.args, flags, io: session.io, program });
  });
}

/** Lets nothing end the process or write past the given output. */
function harden(command: Command, session: Session): void {
  command
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.io.stdout.write(text),
      writeErr() {
        // The error report tells it; here only whose words they were.
        session.faulty = pathOf(command);
      },
      getOutHelpWidth: () => Math.min(session.io.stdout.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function optionOf({ flags, description, isList, choices, defaultText }: OptionDefinition): Option {
  const text = defaultText === undefined ? description : `${description} (default: ${defaultText})`;
  const option = new Option(flags, text);
  if (choices !== undefined) option.choices(choices);
  if (isList === true) {
    option.argParser((value: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      ...value.split(',').filter((item) => item !== ''),
    ]);
  }
  return option;
}

function sentencesOf({ summary, description }: CommandDefinition): string {
  const first = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return description === undefined ? first : `${first}\n\n${description}`;
}

function exampleText({ examples }: CommandDefinition): string {
  return [
    'Examples:',
    ...examples.flatMap((each) => [`  # ${each.description}`, `  $ ${each.command}`]),
  ].join('\n');
}

/** What commander could not read, with the nearest right spelling where it knows one. */
function misread(error: CommanderError, faulty: string): Error {
  if (error.code === 'commander.help')
    return usageError(`${faulty} needs a command`, hintOf(faulty));
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\s*\(Did you mean (.+)\?\)$/, ', did you mean $1?');
  return usageError(text, hintOf(faulty));
}

function hintOf(path: string): string {
  return `See ${path} --help`;
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}
