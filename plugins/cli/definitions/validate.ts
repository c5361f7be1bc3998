import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, documentOptions } from './option-groups.ts';

export const validateDefinition: CommandDefinition = {
  name: 'validate',
  argument: { name: '[path...]', description: 'files or folders, as with --file' },
  summary: 'check documents and report all problems at once',
  description:
    'Needs no cluster. The exit code is 1 when there is an error; warnings alone leave it at 0, unless --strict makes them errors. ' +
    'Files named together are checked as one program; files of a folder each on their own.',
  options: [
    ...documentOptions,
    { flags: '--full', description: 'show start order and permissions as well' },
    { flags: '--strict', description: 'make every warning an error' },
    { flags: '--fix', description: 'escape the unescaped quotes of templates in place' },
    {
      flags: '-o, --output <form>',
      description: 'form of the output: text, json, yaml, github or sarif',
      defaultText: 'text',
    },
    debugOption,
  ],
  examples: [
    { command: 'ork validate', description: 'Check the katalog.yaml of this folder' },
    { command: 'ork validate operators/ -o github', description: 'Annotate a pull request' },
    { command: 'ork validate -k katalog.yaml --fix', description: 'Rewrite unescaped quotes' },
  ],
  load: () => import('../commands/validate.ts'),
};
