import { allNodes, type CompletionNode } from './tree.ts';

/** Completion for bash 3.2 and later: the words typed so far name a command, whose words are offered. */
export function bashScript(root: CompletionNode): string {
  const cases = allNodes(root).map(({ path, commands, flags }) => {
    const words = [...commands, ...flags].map(({ word }) => word).join(' ');
    return `    '${path}') words='${words}' ;;`;
  });
  return `_ork() {
  local word=\${COMP_WORDS[COMP_CWORD]} path=ork words='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
${commandPaths(root)
  .map((path) => `      '${path}') path='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _ork ork
`;
}

/** Paths of all commands below the root. */
export function commandPaths(root: CompletionNode): readonly string[] {
  return allNodes(root)
    .slice(1)
    .map(({ path }) => path);
}
