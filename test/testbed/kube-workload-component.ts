import { join } from 'node:path';
import { type Component, startComponent } from './component.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { WorkloadOptions } from './workload-options.ts';

/** High enough that a test never waits for a client-side limit; the defaults (20–50) would turn 1,000 objects into minutes. */
const QUERIES_PER_SECOND = 1_000;

/** Starts kube-controller-manager or kube-scheduler with the flags that both have, and those that only this one has. */
export async function startKubeWorkloadComponent(
  name: 'kube-controller-manager' | 'kube-scheduler',
  options: WorkloadOptions,
  ownFlags: readonly string[] = [],
): Promise<Component> {
  const port = await freePort();
  const certificates = join(options.state.path, name);
  return startComponent({
    name,
    command: options.command,
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${certificates}`,
      `--kube-api-qps=${QUERIES_PER_SECOND}`,
      `--kube-api-burst=${QUERIES_PER_SECOND}`,
      ...ownFlags,
    ],
    logFile: join(options.state.logs, `${name}.log`),
    isReady: () =>
      answersOk(`https://127.0.0.1:${port}/healthz`, {
        caFile: join(certificates, `${name}.crt`),
      }),
    signal: options.signal,
  });
}
