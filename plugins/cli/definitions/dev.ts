import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, documentOptions, logOptions, runtimeOptions } from './option-groups.ts';

export const devDefinition: CommandDefinition = {
  name: 'dev',
  summary: 'run a Katalog in a development cluster inside this process',
  description:
    'Needs no Docker and no cluster. CRDs are taken from the manifests beside the Katalog, or generated from it. ' +
    'What is refused is told with its place, and applied again when its file changes; ' +
    'a CRD that is corrected, or comes to stand beside the Katalog, is taken while it runs. ' +
    'kubectl works with the kubeconfig it prints. Everything is gone when it stops.',
  options: [
    ...documentOptions,
    {
      flags: '--cr <path>',
      description:
        'custom resources to apply, - for standard input; repeatable, or comma-separated',
      isList: true,
    },
    {
      flags: '--kubeconfig-out <path>',
      description: 'where to write the kubeconfig, which goes when the cluster goes',
      defaultText: 'a temporary file',
    },
    {
      flags: '--cluster-port <number>',
      description: 'port of the development cluster',
      defaultText: 'a free one',
    },
    {
      flags: '--explain',
      description: 'print why each cycle did what it did instead of the live view',
    },
    {
      flags: '-o, --output <form>',
      description: 'form of what --explain prints: text, json (a line each) or yaml',
      defaultText: 'text',
    },
    ...runtimeOptions.filter(({ flags }) => !flags.startsWith('--port')),
    { flags: '--port <number>', description: 'port of the HTTP API', defaultText: 'a free one' },
    ...logOptions,
    debugOption,
  ],
  examples: [
    { command: 'ork dev', description: 'Run the katalog.yaml of this folder' },
    {
      command: 'ork dev -k katalog.yaml --cr cr.yaml',
      description: 'Apply a custom resource as well',
    },
  ],
  load: () => import('../commands/dev.ts'),
};
