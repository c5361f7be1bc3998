import type { Component } from './component.ts';
import { startKubeWorkloadComponent } from './kube-workload-component.ts';
import type { WorkloadOptions } from './workload-options.ts';

/** What starting kube-controller-manager needs beyond the others. */
export interface KubeControllerManagerOptions extends WorkloadOptions {
  readonly serviceAccountPrivateKeyFile: string;
  readonly rootCaFile: string;
}

/** Starts kube-controller-manager: Deployments get ReplicaSets, Jobs get Pods, orphans are collected. */
export function startKubeControllerManager(
  options: KubeControllerManagerOptions,
): Promise<Component> {
  return startKubeWorkloadComponent('kube-controller-manager', options, [
    `--service-account-private-key-file=${options.serviceAccountPrivateKeyFile}`,
    `--root-ca-file=${options.rootCaFile}`,
  ]);
}
