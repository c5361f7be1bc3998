import { ensureRecord, isRecord, listAt, recordsAt } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { setDefault } from './set-default.ts';

const CLIENT_IP_TIMEOUT_SECONDS = 10_800;

export function defaultService(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  setDefault(spec, 'sessionAffinity', 'None');
  setDefault(spec, 'type', 'ClusterIP');
  const { type } = spec;
  for (const port of recordsAt(spec, 'ports')) {
    setDefault(port, 'protocol', 'TCP');
    if (port['targetPort'] === 0) delete port['targetPort'];
    setDefault(port, 'targetPort', port['port']);
  }
  if (spec['sessionAffinity'] === 'ClientIP') {
    const clientIp = ensureRecord(ensureRecord(spec, 'sessionAffinityConfig'), 'clientIP');
    setDefault(clientIp, 'timeoutSeconds', CLIENT_IP_TIMEOUT_SECONDS);
  }
  if (type === 'ExternalName') return;
  setDefault(spec, 'internalTrafficPolicy', 'Cluster');
  if (type === 'NodePort' || type === 'LoadBalancer') {
    setDefault(spec, 'externalTrafficPolicy', 'Cluster');
  }
  if (type === 'LoadBalancer') setDefault(spec, 'allocateLoadBalancerNodePorts', true);
}

export function defaultNetworkPolicy(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  if (listAt(spec, 'policyTypes').length === 0) {
    const hasEgress = listAt(spec, 'egress').length > 0;
    spec['policyTypes'] = hasEgress ? ['Ingress', 'Egress'] : ['Ingress'];
  }
  for (const rule of [...recordsAt(spec, 'ingress'), ...recordsAt(spec, 'egress')]) {
    for (const port of recordsAt(rule, 'ports')) setDefault(port, 'protocol', 'TCP');
  }
}

export function defaultEndpointSlice(object: KubeObject): void {
  for (const port of recordsAt(object, 'ports')) {
    port['name'] ??= '';
    setDefault(port, 'protocol', 'TCP');
  }
}

export function defaultEndpoints(object: KubeObject): void {
  for (const subset of recordsAt(object, 'subsets')) {
    for (const port of recordsAt(subset, 'ports')) setDefault(port, 'protocol', 'TCP');
  }
}

export function defaultIngressClass(object: KubeObject): void {
  const { spec } = object;
  if (isRecord(spec) && isRecord(spec['parameters'])) {
    setDefault(spec['parameters'], 'scope', 'Cluster');
  }
}
