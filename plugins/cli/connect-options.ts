import { delimiter } from 'node:path';
import type { ConnectOptions } from './compose.ts';
import type { CommandIo } from './io.ts';
import type { Settings } from './settings/settings.ts';

/** The path that was given; a list of paths, which `KUBECONFIG` alone may hold, is left to the rules of kubectl. */
export function connectOptionsOf(
  { context, kubeconfig }: Pick<Settings, 'context' | 'kubeconfig'>,
  env: CommandIo['env'],
): ConnectOptions {
  const isList = kubeconfig === env['KUBECONFIG'] && kubeconfig?.includes(delimiter) === true;
  return {
    ...(kubeconfig === undefined || isList ? {} : { kubeconfigPath: kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
}
