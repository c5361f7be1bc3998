// Derived by `npm run generate`; never edited.
/**
 * Settings of `ork run`. `x-flag` names the flag and `x-env` the environment variables of a setting, the present name first; a flag wins over the environment, the environment over the default. Durations in the environment are Go durations or whole seconds.
 */
export interface RuntimeConfig {
  /**
   * Kind of installation, shown by the API. Default: development.
   */
  environment?: 'development' | 'staging' | 'production';
  /**
   * Least severe log line that is written. Default: info.
   */
  logLevel?: 'debug' | 'info' | 'warn' | 'error';
  /**
   * Form of log lines: auto is pretty on a terminal and json elsewhere. Default: auto.
   */
  logFormat?: 'auto' | 'json' | 'pretty';
  /**
   * Namespace of the control plane: the Lease and the runtime's own events. Default: orkestra-system in a pod, default outside.
   */
  namespace?: string;
  /**
   * Name of the cluster for Katalogs that give none. Default: empty.
   */
  clusterName?: string;
  /**
   * Files and folders with Katalogs. Default: katalog.yaml, then komposer.yaml, in the current folder.
   */
  katalogPaths?: string[];
  /**
   * Path of the kubeconfig. Default: the usual rules of kubectl, in a pod its service account.
   */
  kubeconfig?: string;
  /**
   * Context of the kubeconfig. Default: the current one.
   */
  context?: string;
  /**
   * Address on which HTTP is served. Default: 127.0.0.1.
   */
  bind?: string;
  /**
   * Port of the HTTP API, health and metrics; 0: any free one. Default: 8080.
   */
  port?: number;
  /**
   * Limit for reading a request, in milliseconds. Default: 5000.
   */
  readTimeoutMs?: number;
  /**
   * Limit for answering a request, in milliseconds. Default: 20000.
   */
  writeTimeoutMs?: number;
  /**
   * Concurrent reconciles of an operator that does not say. Default: 3.
   */
  defaultWorkers?: number;
  /**
   * Time after which every custom resource is looked at again, for operators that do not say, in milliseconds. Default: 15000.
   */
  defaultResyncMs?: number;
  /**
   * Consecutive failures after which an operator counts as degraded. Default: 5.
   */
  failureThreshold?: number;
  /**
   * Entries that do not say otherwise take over objects that were there before, for a migration. Default: false.
   */
  adoptExisting?: boolean;
  /**
   * Only the holder of the Lease writes. Default: true.
   */
  leaderElection?: boolean;
  /**
   * Name of the Lease that replicas of this installation contend for. Default: follows from the names of the Katalogs.
   */
  leaseName?: string;
  /**
   * Time after which a silent leader is replaced, in milliseconds. Default: 10000.
   */
  leaseDurationMs?: number;
  /**
   * Time after which a leader that cannot renew steps down, in milliseconds; less than leaseDurationMs. Default: 7000.
   */
  renewDeadlineMs?: number;
  /**
   * Time between attempts to get or renew the Lease, in milliseconds; less than renewDeadlineMs. Default: 2000.
   */
  retryPeriodMs?: number;
  /**
   * Requests per second to the API server; 0: no limit. Default: 0.
   */
  clientQps?: number;
  /**
   * Requests at once above the rate. Default: 100.
   */
  clientBurst?: number;
  /**
   * Prints the decision record of every cycle. Default: false.
   */
  explain?: boolean;
}
