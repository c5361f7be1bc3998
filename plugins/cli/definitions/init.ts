import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, outputOption } from './option-groups.ts';

export const initDefinition: CommandDefinition = {
  name: 'init',
  argument: { name: '[directory]', description: 'folder to fill; this one when absent' },
  summary: 'start an operator from an example',
  options: [
    {
      flags: '-p, --pack <name>',
      description:
        'examples to copy: a pack such as beginner, or one example such as beginner/02-status',
      defaultText: 'beginner/01-hello-website',
    },
    { flags: '-l, --list', description: 'list the examples' },
    { flags: '--force', description: 'overwrite files that exist' },
    outputOption,
    debugOption,
  ],
  examples: [
    { command: 'ork init my-operator', description: 'Start in a new folder' },
    { command: 'ork init --list', description: 'See what there is' },
  ],
  load: () => import('../commands/init.ts'),
};
