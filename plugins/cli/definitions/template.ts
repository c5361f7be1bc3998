import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, documentOptions } from './option-groups.ts';

export const templateDefinition: CommandDefinition = {
  name: 'template',
  summary: 'print a Katalog as the runtime sees it, or what it makes of a custom resource',
  options: [
    ...documentOptions,
    {
      flags: '--cr <path>',
      description:
        'print the children of these custom resources, - for standard input, as manifests for kubectl apply',
      isList: true,
    },
    { flags: '--graph', description: 'print which CRD depends on which' },
    {
      flags: '-o, --output <form>',
      description: 'form of the output: yaml or json',
      defaultText: 'yaml',
    },
    { flags: '--json', description: 'the same as -o json' },
    { flags: '--yaml', description: 'the same as -o yaml' },
    debugOption,
  ],
  examples: [
    { command: 'ork template', description: 'Show aliases resolved and defaults filled in' },
    {
      command: 'ork template --cr cr.yaml | kubectl diff -f -',
      description: 'Compare with a cluster',
    },
  ],
  load: () => import('../commands/template.ts'),
};
