import type { KubectlOptions } from './kubectl.ts';
import type { Progress } from './progress.ts';
import type { CommandResult } from './run-command.ts';
import type { User } from './users.ts';

/** What a control plane has besides etcd and kube-apiserver. */
export interface ControlPlaneOptions {
  /** Also kube-controller-manager, kube-scheduler, kwok and one fake Node. Default false. */
  readonly workloads?: boolean;
  /** Writes every request to {@link ControlPlane.auditLogPath}. Default false. */
  readonly audit?: boolean | undefined;
  /** Token users beside the administrator `admin`; they may do nothing until RBAC says so. */
  readonly users?: readonly User[];
  /** More flags for kube-apiserver, such as `--max-requests-inflight=10`. */
  readonly apiServerFlags?: readonly string[] | undefined;
  /** Where lines about builds go. Default: standard error. */
  readonly progress?: Progress | undefined;
  /** Gives up starting; a control plane that runs is ended by {@link ControlPlane.stop}. */
  readonly signal?: AbortSignal | undefined;
}

/** A real Kubernetes control plane on loopback. */
export interface ControlPlane {
  readonly url: string;
  readonly caFile: string;
  /** Everything it writes, logs under `logs`; gone after {@link stop}. */
  readonly stateFolder: string;
  /** Only with `audit`; read it with `readAuditCounts`. */
  readonly auditLogPath?: string;
  /** Process ids by program, for measuring. */
  pids(): Readonly<Record<string, number>>;
  /** The path of a kubeconfig (mode 0600) that presents this user's token. @throws when there is no such user */
  kubeconfigFor(user: string): Promise<string>;
  /** Runs kubectl, as `admin` unless told otherwise, and returns what it printed whatever its exit code. */
  kubectl(args: readonly string[], options?: KubectlOptions): Promise<CommandResult>;
  /** Runs kubectl and returns its standard output. @throws when its exit code is not 0 */
  requireKubectl(args: readonly string[], options?: KubectlOptions): Promise<string>;
  /** Ends kube-apiserver gracefully if it runs, and starts it again with the same data, address and certificate. */
  restartApiServer(): Promise<void>;
  /** Ends kube-apiserver with this signal; {@link restartApiServer} brings it back. */
  killApiServer(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Freezes kube-apiserver: connections stay open and nothing is answered. */
  pauseApiServer(): void;
  /** Lets kube-apiserver go on after {@link pauseApiServer}. */
  resumeApiServer(): void;
  /** Ends everything, last started first, and removes {@link stateFolder}. May be called twice. */
  stop(): Promise<void>;
}
