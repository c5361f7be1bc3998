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
    {
      flags: '--live',
      description:
        'with --cr: compare with the cluster and print what would become of each object; nothing is stored',
    },
    {
      flags: '--kubeconfig <path>',
      description: 'with --live: kubeconfig',
      defaultText: 'as kubectl',
    },
    { flags: '--context <name>', description: 'with --live: context of the kubeconfig' },
    { flags: '--graph', description: 'print which CRD depends on which' },
    {
      flags: '-o, --output <form>',
      description: 'form of the output: yaml or json, with --live also text',
      defaultText: 'yaml; with --live: text',
    },
    { flags: '--json', description: 'the same as -o json' },
    { flags: '--yaml', description: 'the same as -o yaml' },
    debugOption,
  ],
  examples: [
    { command: 'ork template', description: 'Show aliases resolved and defaults filled in' },
    {
      command: 'ork template --cr cr.yaml --live',
      description: 'See what the runtime would create, change, leave alone and remove',
    },
    {
      command: 'ork template --cr cr.yaml | kubectl apply -f -',
      description: 'Do without the runtime',
    },
  ],
  description:
    'With --live the cycle of the runtime is gone through against a cluster: what differs is sent as a dry run, so that validation, ' +
    'defaults and admission of the API server speak; nothing is stored. It needs the rights of the runtime. ' +
    'The exit code is then 0 when all is as declared or left as it is by intent, 2 when something would be written or is not as ' +
    'declared, and 1 when something fails.',
  load: () => import('../commands/template.ts'),
};
