import type { CommandDefinition } from '../command-definition.ts';
import { debugOption } from './option-groups.ts';

export const completionDefinition: CommandDefinition = {
  name: 'completion',
  argument: { name: '<shell>', description: 'bash, zsh, fish or powershell' },
  summary: 'print a script that completes commands and flags',
  options: [debugOption],
  examples: [
    { command: 'source <(ork completion bash)', description: 'bash, for this session' },
    {
      command: 'ork completion fish > ~/.config/fish/completions/ork.fish',
      description: 'fish, for good',
    },
  ],
  load: () => import('../commands/completion.ts'),
};
