import { allNodes, type CompletionNode, type CompletionWord } from './tree.ts';

/** Completion for fish, with descriptions. */
export function fishScript(root: CompletionNode): string {
  const lines = allNodes(root).flatMap((node) => [
    ...node.commands.map((each) => lineOf(node, `-a ${each.word}`, each)),
    ...node.flags.map((each) => lineOf(node, flagOf(each.word), each)),
  ]);
  return `function __ork_at
  set -l words (string match -v -- '-*' (commandline -opc))
  set -l wanted (string split ' ' -- $argv[1])
  test "$words[1..(count $wanted)]" = "$wanted"
  and test -z "$argv[2]"; or not contains -- "$words[(math (count $wanted) + 1)]" (string split ' ' -- $argv[2])
end
${lines.join('\n')}
`;
}

function lineOf(node: CompletionNode, words: string, { description }: CompletionWord): string {
  const below = node.commands.map(({ word }) => word).join(' ');
  const condition = `-n "__ork_at '${node.path}' '${below}'"`;
  return `complete -c ork ${condition} ${words} -d '${description.replaceAll("'", '’')}'`;
}

function flagOf(word: string): string {
  return word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
}
