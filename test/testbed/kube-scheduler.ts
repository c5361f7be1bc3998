import { join } from 'node:path';
import { type Component, startComponent } from './component.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import { WORKLOAD_QUERIES_PER_SECOND, type WorkloadOptions } from './workload-options.ts';

/** Starts kube-scheduler: Pods are bound to the fake Node. */
export async function startKubeScheduler(options: WorkloadOptions): Promise<Component> {
  const port = await freePort();
  const certificates = join(options.state.path, 'kube-scheduler');
  return startComponent({
    name: 'kube-scheduler',
    command: options.command,
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${certificates}`,
      `--kube-api-qps=${WORKLOAD_QUERIES_PER_SECOND}`,
      `--kube-api-burst=${WORKLOAD_QUERIES_PER_SECOND}`,
    ],
    logFile: join(options.state.logs, 'kube-scheduler.log'),
    isReady: () =>
      answersOk(`https://127.0.0.1:${port}/healthz`, {
        caFile: join(certificates, 'kube-scheduler.crt'),
      }),
    signal: options.signal,
  });
}
