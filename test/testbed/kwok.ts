import { join } from 'node:path';
import { type Component, startComponent } from './component.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { WorkloadOptions } from './workload-options.ts';

/** What starting kwok needs beyond the others. */
export interface KwokOptions extends WorkloadOptions {
  readonly stages: readonly string[];
}

/** Starts kwok, which plays the kubelet of every Node: Pods run and Jobs complete without a container. */
export async function startKwok(options: KwokOptions): Promise<Component> {
  const port = await freePort();
  return startComponent({
    name: 'kwok',
    command: options.command,
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      '--manage-all-nodes=true',
      // Without a renewed lease the node lifecycle controller would take the Node for dead after 50 s.
      '--node-lease-duration-seconds=40',
      `--server-address=127.0.0.1:${port}`,
      ...options.stages.map((stage) => `--config=${stage}`),
    ],
    logFile: join(options.state.logs, 'kwok.log'),
    isReady: () => answersOk(`http://127.0.0.1:${port}/healthz`),
    signal: options.signal,
  });
}

/** The Node that all Pods of the testbed are bound to. */
export const FAKE_NODE = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'testbed-node',
    labels: { 'kubernetes.io/hostname': 'testbed-node', type: 'kwok' },
    annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
  },
} as const;
