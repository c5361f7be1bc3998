import { deepEqual } from '../../../core/index.ts';
import type { Controller } from '../controllers/controller.ts';
import {
  at,
  type JsonObject,
  listAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
} from '../json/record.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { Collections } from './collections.ts';
import { isReady } from './pod-status.ts';
import { controlledByReference, type WorkloadClient } from './workload-client.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';
const MANAGED_LABELS = {
  'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
};

/** Lists the ready Pods behind each Service, and gives load balancers an address. */
export function createServiceController(client: WorkloadClient): Controller {
  return {
    name: 'service',
    keysFor: ({ collection, object }) => {
      if (collection === Collections.services) return [keyOf(object)];
      if (collection !== Collections.pods) return [];
      return client
        .list(Collections.services, object.metadata.namespace)
        .filter((service) => selects(service, object))
        .map(keyOf);
    },
    reconcile: (key) => {
      const service = client.get(Collections.services, key);
      if (service === undefined) return removeEndpoints(client, key);
      giveAddress(client, service);
      if (Object.keys(stringMapAt(service, 'spec', 'selector')).length > 0) {
        publish(client, service);
      }
      return undefined;
    },
  };
}

function selects(service: KubeObject, { metadata }: KubeObject): boolean {
  const selector = recordAt(service, 'spec', 'selector');
  const keys = Object.keys(selector);
  return keys.length > 0 && keys.every((key) => metadata.labels?.[key] === selector[key]);
}

function removeEndpoints(client: WorkloadClient, key: string): undefined {
  const endpoints = client.get(Collections.endpoints, key);
  if (endpoints !== undefined) client.delete(Collections.endpoints, endpoints);
}

function giveAddress(client: WorkloadClient, service: KubeObject): void {
  const isBalanced = stringAt(service, 'spec', 'type') === 'LoadBalancer';
  if (!isBalanced || listAt(service, 'status', 'loadBalancer', 'ingress').length > 0) return;
  const ingress = [{ ip: '127.0.0.1', ipMode: 'VIP' }];
  client.setStatus(Collections.services, service, {
    ...recordAt(service, 'status'),
    loadBalancer: { ingress },
  });
}

function publish(client: WorkloadClient, service: KubeObject): void {
  const { namespace, name } = service.metadata;
  const pods = client
    .list(Collections.pods, namespace)
    .filter((pod) => selects(service, pod))
    .filter((pod) => isReady(pod) && stringAt(pod, 'status', 'podIP') !== '');
  const ports = recordsAt(service, 'spec', 'ports').map((port) => targetOf(port, pods[0]));
  const metadata = { name, labels: { ...service.metadata.labels } };
  write(client, Collections.endpoints, service, {
    metadata,
    ...(pods.length > 0 && {
      subsets: [{ addresses: pods.map(addressOf), ports: ports.map(withoutEmptyName) }],
    }),
  });
  write(client, Collections.endpointSlices, service, {
    metadata: {
      ...metadata,
      name: `${name}-devcluster`,
      labels: { ...metadata.labels, ...MANAGED_LABELS, [SERVICE_LABEL]: name },
      ownerReferences: [controlledByReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map(endpointOf),
    ports,
  });
}

function write(
  client: WorkloadClient,
  collection: string,
  service: KubeObject,
  wanted: JsonObject,
): void {
  const { namespace = '' } = service.metadata;
  const live = client.get(collection, `${namespace}/${stringAt(wanted, 'metadata', 'name')}`);
  if (live === undefined) {
    client.create(collection, namespace, wanted);
    return;
  }
  const { metadata: _, ...content } = wanted;
  const isSame = Object.entries(content).every(([field, value]) => deepEqual(live[field], value));
  if (isSame && (content['subsets'] === undefined) === (live['subsets'] === undefined)) return;
  client.edit(collection, live, {
    subresource: '',
    apply: (copy) => {
      delete copy['subsets'];
      Object.assign(copy, structuredClone(content));
    },
  });
}

/** A named target port is looked up in the Pod's containers. */
function targetOf(port: JsonObject, pod: KubeObject | undefined): JsonObject {
  const target = port['targetPort'];
  const named = recordsAt(pod, 'spec', 'containers')
    .flatMap((container) => recordsAt(container, 'ports'))
    .find((entry) => entry['name'] === target);
  const number = typeof target === 'number' ? target : (named?.['containerPort'] ?? port['port']);
  return { name: port['name'] ?? '', port: number, protocol: port['protocol'] };
}

function withoutEmptyName({ name, ...port }: JsonObject): JsonObject {
  return name === '' ? port : { name, ...port };
}

function referenceTo(pod: KubeObject): JsonObject {
  const { namespace, name, uid } = pod.metadata;
  return { kind: 'Pod', namespace, name, uid };
}

function addressOf(pod: KubeObject): JsonObject {
  const nodeName = at(pod, 'spec', 'nodeName');
  return { ip: stringAt(pod, 'status', 'podIP'), nodeName, targetRef: referenceTo(pod) };
}

function endpointOf(pod: KubeObject): JsonObject {
  return {
    addresses: [stringAt(pod, 'status', 'podIP')],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: at(pod, 'spec', 'nodeName'),
    targetRef: referenceTo(pod),
  };
}
