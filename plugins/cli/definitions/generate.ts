import type { CommandDefinition } from '../command-definition.ts';
import { debugOption, documentOptions, targetOptions } from './option-groups.ts';

export const generateDefinition: CommandDefinition = {
  name: 'generate',
  summary: 'generate Kubernetes manifests from Katalogs',
  options: [],
  examples: [
    {
      command: 'ork generate crd | kubectl apply -f -',
      description: 'Install the CRD a Katalog needs',
    },
    { command: 'ork generate rbac -o yaml', description: 'Print the permissions it needs' },
  ],
  commands: [
    {
      name: 'crd',
      summary: 'generate a CRD with the schema a Katalog implies',
      description:
        'Lists the fields that are read, with the defaults of mutation and the types of status fields. It refuses nothing ' +
        'that the Katalog could work with: only validation rules close anything. Add types where you know them.',
      options: [
        ...documentOptions,
        { flags: '--crd <name>', description: 'CRD entry to generate', defaultText: 'the first' },
        { flags: '--all', description: 'all CRD entries' },
        ...targetOptions(),
        debugOption,
      ],
      examples: [
        {
          command: 'ork generate crd --all --out crds.yaml',
          description: 'Write all CRDs to a file',
        },
      ],
      load: () => import('../commands/generate-crd.ts'),
    },
    {
      name: 'rbac',
      summary: 'generate a ServiceAccount with the least rights a Katalog needs, and its Namespace',
      description:
        'Run it again when the Katalog changes. A Katalog that watches one namespace gets Roles there and no right elsewhere. ' +
        'One with a closed list of allowedNamespaces may write only there, and reads in all, as the runtime does.',
      options: [
        ...documentOptions,
        {
          flags: '-n, --namespace <name>',
          description: 'namespace the runtime runs in',
          defaultText: '$ORK_NAMESPACE or orkestra-system',
        },
        {
          flags: '--lease-name <name>',
          description: 'name of the lease, where `ork run` is given one',
          defaultText: '$ORK_LEASE_NAME or what follows from the Katalogs',
        },
        {
          flags: '--no-create-namespace',
          description: 'leave the Namespace out, where others make it',
        },
        ...targetOptions('rbac.yaml'),
        debugOption,
      ],
      examples: [
        {
          command: 'ork generate rbac -n operators -o yaml | kubectl apply -f -',
          description: 'Grant them',
        },
      ],
      load: () => import('../commands/generate-rbac.ts'),
    },
  ],
};
