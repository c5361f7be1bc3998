import type { CrdProgram } from '../../../core/index.ts';

/** What a development cluster has to say of itself. */
export interface GreetingFacts {
  readonly kubeconfigPath: string;
  /** Of the runtime API. */
  readonly url: string;
  /** The first operator, if any is enabled. */
  readonly crd: Pick<CrdProgram, 'name' | 'plural'> | undefined;
  /** Whether custom resources are applied already. */
  readonly hasCustom: boolean;
}

/** How to look at a development cluster that is up. */
export function greeting({ crd, hasCustom, kubeconfigPath, url }: GreetingFacts): string {
  const lines = [
    `Development cluster is up, kubeconfig: ${kubeconfigPath}`,
    `Runtime API: ${url}/katalog`,
    ...(crd === undefined ? ['No operator is enabled, so nothing is reconciled.'] : []),
    'Try in another terminal:',
    `  export KUBECONFIG=${kubeconfigPath}`,
    ...(hasCustom || crd === undefined ? [] : ['  kubectl apply -f cr.yaml']),
    ...(crd === undefined ? [] : [`  kubectl get ${crd.plural} -A`]),
    '  kubectl get deployments,services -A',
    `  curl ${url}/katalog${crd === undefined ? '' : `/${crd.name}/health`}`,
    'Ctrl-C stops it; nothing is kept.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}
