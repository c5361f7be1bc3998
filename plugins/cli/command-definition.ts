import type { Command } from 'commander';
import type { Flags } from './flags.ts';
import type { CommandIo } from './io.ts';

/** One flag of a command. */
export interface OptionDefinition {
  /** As commander reads it: `-k, --katalog <path>`. */
  readonly flags: string;
  readonly description: string;
  /** `true`: may be given several times, each with a comma-separated list. */
  readonly isList?: boolean;
  readonly choices?: readonly string[];
  /** For help only; the value itself is decided where it is used. */
  readonly defaultText?: string;
}

export interface ExampleDefinition {
  readonly command: string;
  readonly description: string;
}

/** What a command gets when it runs. */
export interface CommandInput {
  readonly args: readonly string[];
  readonly flags: Flags;
  readonly io: CommandIo;
  /** All commands, for completion. */
  readonly program: Command;
}

/** A command that does something: returns its exit code, or rejects with an `OrkError`. */
export type Execute = (input: CommandInput) => Promise<number>;

/** A command as data, so that help, completion and docs need none of its code. */
export interface CommandDefinition {
  readonly name: string;
  /** As commander reads it: `[directory]`. */
  readonly argument?: { readonly name: string; readonly description: string };
  readonly summary: string;
  /** Further paragraphs of its help. */
  readonly description?: string;
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly ExampleDefinition[];
  readonly commands?: readonly CommandDefinition[];
  /** It runs until it is stopped, and is given a small heap. */
  readonly isLongRunning?: true;
  /** Loads the code when the command is run. */
  readonly load?: () => Promise<{ readonly execute: Execute }>;
}
