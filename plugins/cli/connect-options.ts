import type { ConnectOptions } from './compose.ts';
import type { Settings } from './settings/settings.ts';

/** An explicit path; a list of paths in KUBECONFIG is left to the rules of kubectl. */
export function connectOptionsOf({
  context,
  kubeconfig,
}: Pick<Settings, 'context' | 'kubeconfig'>): ConnectOptions {
  const isPath = kubeconfig !== undefined && !kubeconfig.includes(':');
  return {
    ...(isPath ? { kubeconfigPath: kubeconfig } : {}),
    ...(context === undefined ? {} : { context }),
  };
}
