import { join } from 'node:path';
import { type Component, startComponent } from './component.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import { WORKLOAD_QUERIES_PER_SECOND, type WorkloadOptions } from './workload-options.ts';

/** What starting kube-controller-manager needs beyond the others. */
export interface KubeControllerManagerOptions extends WorkloadOptions {
  readonly serviceAccountPrivateKeyFile: string;
  readonly rootCaFile: string;
}

/** Starts kube-controller-manager: Deployments get ReplicaSets, Jobs get Pods, orphans are collected. */
export async function startKubeControllerManager(
  options: KubeControllerManagerOptions,
): Promise<Component> {
  const port = await freePort();
  const certificates = join(options.state.path, 'kube-controller-manager');
  return startComponent({
    name: 'kube-controller-manager',
    command: options.command,
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      `--service-account-private-key-file=${options.serviceAccountPrivateKeyFile}`,
      `--root-ca-file=${options.rootCaFile}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${certificates}`,
      `--kube-api-qps=${WORKLOAD_QUERIES_PER_SECOND}`,
      `--kube-api-burst=${WORKLOAD_QUERIES_PER_SECOND}`,
    ],
    logFile: join(options.state.logs, 'kube-controller-manager.log'),
    isReady: () =>
      answersOk(`https://127.0.0.1:${port}/healthz`, {
        caFile: join(certificates, 'kube-controller-manager.crt'),
      }),
    signal: options.signal,
  });
}
