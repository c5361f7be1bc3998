import { join } from 'node:path';
import { type CommandResult, requireCommand, runCommand } from './run-command.ts';
import type { StateFolder } from './state-folder.ts';
import { ADMIN_USER } from './users.ts';

/** Who runs kubectl (default: the administrator), what it reads, and when it is given up (default: 60,000 ms). */
export interface KubectlOptions {
  readonly user?: string;
  readonly input?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** kubectl, pointed at one control plane. */
export interface Kubectl {
  /** Runs it and returns what it printed, whatever its exit code. */
  run(args: readonly string[], options?: KubectlOptions): Promise<CommandResult>;
  /** Runs it and returns its standard output. @throws with its output when its exit code is not 0 */
  require(args: readonly string[], options?: KubectlOptions): Promise<string>;
}

/** Makes a kubectl that finds its kubeconfigs by user. Its caches stay in the state folder, apart from those of the person at the machine. */
export function createKubectl(
  command: string,
  state: StateFolder,
  kubeconfigFor: (user: string) => Promise<string>,
): Kubectl {
  const withSettings = async <T>(
    args: readonly string[],
    options: KubectlOptions,
    run: (...call: Parameters<typeof runCommand>) => Promise<T>,
  ): Promise<T> => {
    const { user = ADMIN_USER, timeoutMs = 60_000, input, signal } = options;
    return run(command, ['--kubeconfig', await kubeconfigFor(user), ...args], {
      env: { ...process.env, KUBECACHEDIR: join(state.path, 'kubectl') },
      timeoutMs,
      input,
      signal,
    });
  };
  return {
    run: (args, options = {}) => withSettings(args, options, runCommand),
    require: (args, options = {}) => withSettings(args, options, requireCommand),
  };
}
