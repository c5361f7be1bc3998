import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { powershellScript } from './powershell.ts';
import type { CompletionNode } from './tree.ts';
import { zshScript } from './zsh.ts';

/** Shells a script can be made for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

export function isShell(word: string): word is Shell {
  return SHELLS.some((each) => each === word);
}

const SCRIPTS: Readonly<Record<Shell, (root: CompletionNode) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** A script for a shell that completes commands and flags, and files elsewhere. */
export function completionScript(shell: Shell, root: CompletionNode): string {
  return SCRIPTS[shell](root);
}
