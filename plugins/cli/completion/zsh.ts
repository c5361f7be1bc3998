import { commandPaths } from './bash.ts';
import { allNodes, type CompletionNode, type CompletionWord } from './tree.ts';

/** Completion for zsh, with descriptions. */
export function zshScript(root: CompletionNode): string {
  const cases = allNodes(root).map(({ path, commands, flags }) => {
    const offers = [...commands, ...flags].map(describe).join(' ');
    return `    '${path}') offers=(${offers}) ;;`;
  });
  return `#compdef ork
_ork() {
  local at=ork typed
  local -a offers
  for typed in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $typed" in
${commandPaths(root)
  .map((path) => `      '${path}') at='${path}' ;;`)
  .join('\n')}
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  _describe 'ork' offers || _files
}
(( $+functions[compdef] )) && compdef _ork ork
`;
}

function describe({ word, description }: CompletionWord): string {
  return `'${`${word}:${description}`.replaceAll("'", '’')}'`;
}
