import type { Command } from 'commander';

/** What can follow the words of a command. */
export interface CompletionNode {
  /** `ork generate crd`. */
  readonly path: string;
  readonly commands: readonly CompletionWord[];
  readonly flags: readonly CompletionWord[];
  readonly children: readonly CompletionNode[];
}

export interface CompletionWord {
  readonly word: string;
  readonly description: string;
}

/** The words of a commander program. */
export function completionTree(command: Command, path: string = command.name()): CompletionNode {
  const children = command.commands.map((each) => completionTree(each, `${path} ${each.name()}`));
  const options = [...command.createHelp().visibleOptions(command)];
  return {
    path,
    commands: command.commands.map((each) => ({ word: each.name(), description: each.summary() })),
    flags: options.flatMap(({ long, short, description }) =>
      [short, long].flatMap((word) => (word ? [{ word, description }] : [])),
    ),
    children,
  };
}

/** A node and everything below it. */
export function allNodes(node: CompletionNode): readonly CompletionNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}
