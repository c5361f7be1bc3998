import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, outputOption } from './option-groups.ts';

export const releaseDefinition: CommandDefinition = {
  name: 'release',
  argument: { name: '[target...]', description: 'kind and name of a custom resource' },
  summary: 'let custom resources go that nobody works on any more',
  description:
    'Takes our finalizers, label and annotations off custom resources, so that they can be deleted without the runtime. What ' +
    'their Katalog would do on deletion is not done. It refuses while an installation works on them.',
  options: [
    {
      flags: '-n, --namespace <name>',
      description: 'namespace of the custom resource; with --all: only there',
      defaultText: 'default; with --all: all',
    },
    {
      flags: '--all',
      description: 'all custom resources of the kind that carry our marks, or of every kind',
    },
    {
      flags: '--children <what>',
      description:
        'what becomes of their objects: leave (as they are), keep (let them go too) or delete',
      choices: ['leave', 'keep', 'delete'],
      defaultText: 'leave',
    },
    { flags: '--dry-run', description: 'say what would be done, and change nothing' },
    { flags: '--force', description: 'also while an installation works on them' },
    {
      flags: '--runtime-namespace <name>',
      description: 'namespace the runtime runs or ran in: of its lease and its inventory',
      defaultText: '$ORK_NAMESPACE or default, and orkestra-system',
    },
    { flags: '--kubeconfig <path>', description: 'kubeconfig', defaultText: 'as kubectl' },
    { flags: '--context <name>', description: 'context of the kubeconfig' },
    outputOption,
    debugOption,
  ],
  examples: [
    {
      command: 'ork release Website hello -n shop --dry-run',
      description: 'See what would come off a custom resource',
    },
    {
      command: 'ork release Website --all --children keep',
      description: 'Uninstall: let go of all of a kind, and of what was made for them',
    },
  ],
  load: () => import('../commands/release.ts'),
};
