import type { CommandDefinition } from '../command-definition.ts';
import {
  debugOption,
  documentOptions,
  logOptions,
  outputOption,
  runtimeOptions,
} from './option-groups.ts';

export const runDefinition: CommandDefinition = {
  name: 'run',
  argument: { name: '[reference]', description: 'OCI reference of a Katalog (not built yet)' },
  summary: 'run the operators of one or more Katalogs against a cluster',
  description:
    'Runs until it is stopped. An API server that cannot be reached is tried again until it can. ' +
    'Outside a cluster, the manifests named by crdFile are applied first.',
  options: [
    ...documentOptions,
    {
      flags: '--kubeconfig <path>',
      description: 'kubeconfig to use',
      defaultText: '$KUBECONFIG, ~/.kube/config, or the pod',
    },
    {
      flags: '--context <name>',
      description: 'context of the kubeconfig',
      defaultText: 'the current one',
    },
    { flags: '--explain', description: 'print why each cycle did what it did' },
    {
      ...outputOption,
      description: 'form of what --explain prints: text, json (a line each) or yaml',
    },
    { flags: '--apply-cr', description: 'apply crd.yaml and cr.yaml beside the Katalog first' },
    {
      flags: '-n, --namespace <name>',
      description: 'namespace of the leader election lease',
      defaultText: 'orkestra-system in a pod, default outside',
    },
    {
      flags: '--lease-name <name>',
      description: 'name of that lease; the same for all replicas of an installation',
      defaultText: 'follows from the names of the Katalogs',
    },
    {
      flags: '--adopt-existing',
      description:
        'take over objects that were there before, for a migration; they are let go, not deleted',
    },
    {
      flags: '--no-leader-election',
      description: 'work without a lease; only safe for a single process',
    },
    ...runtimeOptions,
    ...logOptions,
    debugOption,
  ],
  examples: [
    { command: 'ork run -k katalog.yaml', description: 'Run one Katalog' },
    {
      command: 'ork run -k team-a.yaml,team-b.yaml -k shared/',
      description: 'Run several in one process',
    },
    { command: 'ork run --explain', description: 'See why a resource is or is not created' },
  ],
  isLongRunning: true,
  load: () => import('../commands/run.ts'),
};
