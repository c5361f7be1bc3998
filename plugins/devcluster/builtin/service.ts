import { at, ensureRecord, listAt, recordsAt, stringAt } from '../json/record.ts';
import { labelFindings } from '../lifecycle/names.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour, KindContext } from '../resources/kind-behaviour.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { defaultService } from './defaults/network-defaults.ts';
import { validateService } from './validation/service-validation.ts';

/** Addresses are handed out of 10.96.0.0/16, from .0.10 on; .0.1 belongs to the API server. */
const FIRST_HOST = 10;
const LAST_HOST = 65_534;
const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

function allocate(object: KubeObject, { store }: KindContext): void {
  const spec = ensureRecord(object, 'spec');
  if (spec['type'] === 'ExternalName') {
    for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
      delete spec[field];
    return;
  }
  spec['clusterIP'] ||= listAt(spec, 'clusterIPs')[0] ?? nextAddress(store);
  spec['clusterIPs'] ??= [spec['clusterIP']];
  const isDual = spec['clusterIP'] === 'None' && spec['selector'] === undefined;
  spec['ipFamilies'] ??= isDual ? ['IPv4', 'IPv6'] : ['IPv4'];
  spec['ipFamilyPolicy'] ??= isDual ? 'RequireDualStack' : 'SingleStack';
  if (spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer')
    allocateNodePorts(object, store);
}

function allocateNodePorts(object: KubeObject, store: ObjectStore): void {
  const used = new Set(
    store
      .collection('services')
      .list()
      .flatMap((service) => nodePortsOf(service)),
  );
  let candidate = FIRST_NODE_PORT;
  for (const port of recordsAt(object, 'spec', 'ports')) {
    if (port['nodePort']) continue;
    while (used.has(candidate) && candidate < LAST_NODE_PORT) candidate += 1;
    port['nodePort'] = candidate;
    used.add(candidate);
  }
}

function nodePortsOf(service: KubeObject): readonly unknown[] {
  return recordsAt(service, 'spec', 'ports').map((port) => port['nodePort']);
}

function nextAddress(store: ObjectStore): string {
  const used = new Set(
    store
      .collection('services')
      .list()
      .map((service) => stringAt(service, 'spec', 'clusterIP')),
  );
  for (let host = FIRST_HOST; host <= LAST_HOST; host += 1) {
    const address = `10.96.${host >> 8}.${host & 255}`;
    if (!used.has(address)) return address;
  }
  throw new RangeError('no service address is left');
}

/** Addresses and node ports stay with the Service unless its type gives them up. */
function keepAllocated(object: KubeObject, old: KubeObject, context: KindContext): void {
  const spec = ensureRecord(object, 'spec');
  if (spec['type'] !== 'ExternalName' && at(old, 'spec', 'type') !== 'ExternalName') {
    for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
      spec[field] ??= at(old, 'spec', field);
    }
    keepNodePorts(object, old);
  }
  allocate(object, context);
}

function keepNodePorts(object: KubeObject, old: KubeObject): void {
  const before = recordsAt(old, 'spec', 'ports');
  for (const port of recordsAt(object, 'spec', 'ports')) {
    const same = before.find(
      (entry) => entry['port'] === port['port'] && entry['protocol'] === port['protocol'],
    );
    if (stringAt(object, 'spec', 'type') === 'ClusterIP') delete port['nodePort'];
    else if (same?.['nodePort'] !== undefined) port['nodePort'] ??= same['nodePort'];
  }
}

export const serviceBehaviour: KindBehaviour = {
  applyDefaults: defaultService,
  prepareCreate: allocate,
  prepareUpdate: keepAllocated,
  validate: validateService,
  validateName: labelFindings,
  returnsDeletedObject: true,
  selectableFields: {
    'spec.clusterIP': (object) => stringAt(object, 'spec', 'clusterIP'),
    'spec.type': (object) => stringAt(object, 'spec', 'type'),
  },
};
