import { resolve } from 'node:path';
import type { Command } from 'commander';
import { nearestWord } from '../../schemas/index.ts';
import { exists } from './exists.ts';
import type { CommandIo } from './io.ts';
import { usageError } from './usage-error.ts';

/**
 * The words with `help` brought into its place: `help generate rbac` and `generate help rbac` are `generate rbac --help`.
 *
 * @remarks The words that name a command are looked at here, since commander answers wrong ones beside `help` with the help of
 * what is above them.
 * @throws {OrkError} `Usage` for a command that there is not.
 */
export function withoutHelpCommand(argv: readonly string[], program: Command): readonly string[] {
  let command = program;
  let isHelp = false;
  const path: string[] = [];
  for (const word of argv) {
    if (word.startsWith('-') || command.commands.length === 0) break;
    path.push(word);
    if (word === 'help' && !isHelp) {
      isHelp = true;
      continue;
    }
    command = childOf(command, word);
  }
  const rest = argv.slice(path.length);
  if (!isHelp) return argv;
  // What follows a command would be its arguments, and help has none.
  return [...path.filter((word) => word !== 'help'), ...rest.filter(isFlag), '--help'];
}

function childOf(command: Command, word: string): Command {
  const found = command.commands.find((each) => each.name() === word);
  if (found !== undefined) return found;
  const names = command.commands.map((each) => each.name());
  const nearest = nearestWord(word, names);
  const guess = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  throw usageError(`unknown command '${word}'${guess}`, `See ${pathOf(command)} --help`);
}

function isFlag(word: string): boolean {
  return word.startsWith('-');
}

/** `ork generate crd`. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/**
 * Refuses more arguments than a command takes; where they are files, they were most likely meant as Katalogs.
 *
 * @throws {OrkError} `Usage`.
 */
export async function refuseExcess(
  command: Command,
  { cwd }: Pick<CommandIo, 'cwd'>,
): Promise<void> {
  const { args, options, registeredArguments } = command;
  const isOpen = registeredArguments.some(({ variadic }) => variadic);
  if (isOpen || args.length <= registeredArguments.length) return;
  const help = `See ${pathOf(command)} --help`;
  if (!options.some(({ long }) => long === '--katalog'))
    throw usageError(`too many arguments for '${command.name()}', found ${args.join(' ')}`, help);
  const what = `unexpected ${args.length === 1 ? 'argument' : 'arguments'} ${args.join(' ')}`;
  const areThere = await Promise.all(args.map((each) => exists(resolve(cwd, each))));
  if (areThere.includes(true))
    throw usageError(`${what}, did you mean ${args.map((each) => `-k ${each}`).join(' ')}?`, help);
  throw usageError(what, 'Name Katalogs with -k');
}
