import type { JsonObject } from '../json/record.ts';
import { Collections } from './collections.ts';
import { NODE_NAME } from './pod-controller.ts';
import type { WorkloadClient } from './workload-client.ts';

const CAPACITY = { cpu: '8', memory: '32Gi', pods: '1000' };

/** Creates the one node every Pod runs on. */
export function seedNode(client: WorkloadClient, kubernetesVersion: string): void {
  const { now } = client;
  const node = client.create(Collections.nodes, '', {
    metadata: {
      name: NODE_NAME,
      labels: { 'kubernetes.io/hostname': NODE_NAME, 'kubernetes.io/os': 'linux' },
    },
  });
  client.setStatus(Collections.nodes, node, {
    capacity: CAPACITY,
    allocatable: CAPACITY,
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'Hostname', address: NODE_NAME },
    ],
    nodeInfo: nodeInfo(kubernetesVersion),
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'the development cluster plays the kubelet',
        lastHeartbeatTime: now,
        lastTransitionTime: now,
      },
    ],
  });
}

/** Says plainly that no machine is behind the node. */
function nodeInfo(kubernetesVersion: string): JsonObject {
  return {
    architecture: 'amd64',
    bootID: '',
    containerRuntimeVersion: 'devcluster://model',
    kernelVersion: 'none',
    kubeProxyVersion: '',
    kubeletVersion: kubernetesVersion,
    machineID: '',
    operatingSystem: 'linux',
    osImage: 'Orkestra development cluster',
    systemUUID: '',
  };
}
