import type { ToolPaths } from './build.ts';
import type { Component } from './component.ts';
import { startKubeControllerManager } from './kube-controller-manager.ts';
import { startKubeWorkloadComponent } from './kube-workload-component.ts';
import type { Kubectl } from './kubectl.ts';
import { FAKE_NODE, startKwok } from './kwok.ts';
import type { StateFolder } from './state-folder.ts';
import type { ControlPlaneToolName } from './tools.ts';

/** What the programs that play the rest of a cluster need. */
export interface WorkloadsOptions {
  readonly tools: ToolPaths<ControlPlaneToolName>;
  readonly state: StateFolder;
  readonly kubeconfig: string;
  readonly caFile: string;
  readonly serviceAccountPrivateKeyFile: string;
  readonly kwokStages: readonly string[];
  readonly kubectl: Kubectl;
  readonly signal: AbortSignal | undefined;
  /** Told of each program once it runs, so that it is stopped even when a later one fails to start. */
  readonly onStarted: (component: Component) => void;
}

/** Starts kube-controller-manager, kube-scheduler and kwok, and returns when the fake Node is ready for Pods. */
export async function startWorkloads(options: WorkloadsOptions): Promise<void> {
  const { tools, state, kubeconfig, signal, kubectl } = options;
  const shared = { state, kubeconfig, signal };
  const starting = [
    startKubeControllerManager({
      ...shared,
      command: tools['kube-controller-manager'],
      serviceAccountPrivateKeyFile: options.serviceAccountPrivateKeyFile,
      rootCaFile: options.caFile,
    }),
    startKubeWorkloadComponent('kube-scheduler', { ...shared, command: tools['kube-scheduler'] }),
    startKwok({ ...shared, command: tools.kwok, stages: options.kwokStages }),
  ];
  const outcomes = await Promise.allSettled(
    starting.map(async (component) => options.onStarted(await component)),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;

  await kubectl.require(['apply', '-f', '-'], { input: JSON.stringify(FAKE_NODE) });
  const node = `node/${FAKE_NODE.metadata.name}`;
  await kubectl.require(['wait', '--for=condition=Ready', node, '--timeout=60s']);
}
