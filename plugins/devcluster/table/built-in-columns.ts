import { at, isRecord, listAt, numberAt, recordAt, recordsAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { printLabelSelector } from '../selectors/object-label-selector.ts';
import { age, column, list, wide } from './column.ts';
import { crdColumns, eventColumns } from './meta-columns.ts';
import { podColumns } from './pod-columns.ts';
import { workloadColumns } from './workload-columns.ts';

const keys = (object: unknown, field: string) => Object.keys(recordAt(object, field)).length;

const serviceColumns: readonly PrinterColumn[] = [
  column('Type', (service) => stringAt(service, 'spec', 'type')),
  column('Cluster-IP', (service) => stringAt(service, 'spec', 'clusterIP') || '<none>'),
  column('External-IP', externalAddress),
  column('Port(s)', (service) => list(recordsAt(service, 'spec', 'ports').map(printPort))),
  age,
  wide(
    'Selector',
    (service) => printLabelSelector({ matchLabels: at(service, 'spec', 'selector') }) || '<none>',
  ),
];

function externalAddress(service: unknown): string {
  const type = stringAt(service, 'spec', 'type');
  if (type === 'ExternalName') return stringAt(service, 'spec', 'externalName');
  const ingress = recordsAt(service, 'status', 'loadBalancer', 'ingress').map(
    (entry) => stringAt(entry, 'ip') || stringAt(entry, 'hostname'),
  );
  const addresses = [...listAt(service, 'spec', 'externalIPs').map(String), ...ingress];
  if (addresses.length > 0) return addresses.join(',');
  return type === 'LoadBalancer' ? '<pending>' : '<none>';
}

function printPort(port: object): string {
  const nodePort = numberAt(port, 'nodePort');
  const external = nodePort === undefined ? '' : `:${nodePort}`;
  return `${numberAt(port, 'port')}${external}/${stringAt(port, 'protocol')}`;
}

function endpointsOf(object: unknown): string {
  const addresses = recordsAt(object, 'subsets').flatMap((subset) =>
    recordsAt(subset, 'addresses').flatMap((address) =>
      recordsAt(subset, 'ports').map(
        (port) => `${stringAt(address, 'ip')}:${numberAt(port, 'port')}`,
      ),
    ),
  );
  return list(addresses);
}

function capacityOf(object: unknown): string {
  return (
    stringAt(object, 'status', 'capacity', 'storage') ||
    stringAt(object, 'spec', 'capacity', 'storage')
  );
}

const ACCESS_MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function accessModes(object: unknown): string {
  return listAt(object, 'spec', 'accessModes')
    .map((mode) => ACCESS_MODES[String(mode)] ?? String(mode))
    .join(',');
}

function ruleHosts(ingress: unknown): string {
  const hosts = recordsAt(ingress, 'spec', 'rules').map((rule) => stringAt(rule, 'host') || '*');
  return hosts.length === 0 ? '*' : hosts.join(',');
}

function roleRef(object: unknown): string {
  return `${stringAt(object, 'roleRef', 'kind')}/${stringAt(object, 'roleRef', 'name')}`;
}

const binding = [column('Role', roleRef), age];

/** What `kubectl get` shows of each built-in kind, after the name. */
const COLUMNS: Readonly<Record<string, readonly PrinterColumn[]>> = {
  ...workloadColumns,
  pods: podColumns,
  events: eventColumns,
  'events.k8s.io/events': eventColumns,
  configmaps: [column('Data', (o) => keys(o, 'data') + keys(o, 'binaryData'), 'integer'), age],
  secrets: [
    column('Type', (secret) => stringAt(secret, 'type')),
    column('Data', (secret) => keys(secret, 'data'), 'integer'),
    age,
  ],
  namespaces: [column('Status', (o) => stringAt(o, 'status', 'phase')), age],
  serviceaccounts: [age],
  services: serviceColumns,
  endpoints: [column('Endpoints', endpointsOf), age],
  nodes: [
    column('Status', (node) => (readyNode(node) ? 'Ready' : 'NotReady')),
    column('Roles', () => '<none>'),
    age,
    column('Version', (node) => stringAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
  ],
  persistentvolumeclaims: [
    column('Status', (claim) => stringAt(claim, 'status', 'phase')),
    column('Volume', (claim) => stringAt(claim, 'spec', 'volumeName')),
    column('Capacity', (claim) => stringAt(claim, 'status', 'capacity', 'storage')),
    column('Access Modes', accessModes),
    column('StorageClass', (claim) => stringAt(claim, 'spec', 'storageClassName')),
    age,
  ],
  persistentvolumes: [
    column('Capacity', capacityOf),
    column('Access Modes', accessModes),
    column('Reclaim Policy', (pv) => stringAt(pv, 'spec', 'persistentVolumeReclaimPolicy')),
    column('Status', (pv) => stringAt(pv, 'status', 'phase')),
    age,
  ],
  'networking.k8s.io/ingresses': [
    column('Class', (ingress) => stringAt(ingress, 'spec', 'ingressClassName') || '<none>'),
    column('Hosts', ruleHosts),
    column('Address', (ingress) =>
      recordsAt(ingress, 'status', 'loadBalancer', 'ingress')
        .map((e) => stringAt(e, 'ip'))
        .join(','),
    ),
    column('Ports', (ingress) =>
      isRecord(recordsAt(ingress, 'spec', 'tls')[0]) ? '80, 443' : '80',
    ),
    age,
  ],
  'networking.k8s.io/networkpolicies': [
    column('Pod-Selector', (o) => printLabelSelector(at(o, 'spec', 'podSelector')) || '<none>'),
    age,
  ],
  'policy/poddisruptionbudgets': [
    column('Min Available', (o) => String(at(o, 'spec', 'minAvailable') ?? 'N/A')),
    column('Max Unavailable', (o) => String(at(o, 'spec', 'maxUnavailable') ?? 'N/A')),
    column(
      'Allowed Disruptions',
      (o) => numberAt(o, 'status', 'disruptionsAllowed') ?? 0,
      'integer',
    ),
    age,
  ],
  'autoscaling/horizontalpodautoscalers': [
    column(
      'Reference',
      (o) =>
        `${stringAt(o, 'spec', 'scaleTargetRef', 'kind')}/${stringAt(o, 'spec', 'scaleTargetRef', 'name')}`,
    ),
    column('MinPods', (o) => String(numberAt(o, 'spec', 'minReplicas') ?? '<unset>')),
    column('MaxPods', (o) => numberAt(o, 'spec', 'maxReplicas'), 'integer'),
    column('Replicas', (o) => numberAt(o, 'status', 'currentReplicas') ?? 0, 'integer'),
    age,
  ],
  'coordination.k8s.io/leases': [
    column('Holder', (lease) => stringAt(lease, 'spec', 'holderIdentity')),
    age,
  ],
  'rbac.authorization.k8s.io/rolebindings': binding,
  'rbac.authorization.k8s.io/clusterrolebindings': binding,
  'storage.k8s.io/storageclasses': [
    column('Provisioner', (o) => stringAt(o, 'provisioner')),
    column('ReclaimPolicy', (o) => stringAt(o, 'reclaimPolicy')),
    column('VolumeBindingMode', (o) => stringAt(o, 'volumeBindingMode')),
    column('AllowVolumeExpansion', (o) => at(o, 'allowVolumeExpansion') === true, 'boolean'),
    age,
  ],
  'scheduling.k8s.io/priorityclasses': [
    column('Value', (o) => numberAt(o, 'value'), 'integer'),
    column('Global-Default', (o) => at(o, 'globalDefault') === true, 'boolean'),
    age,
  ],
  'apiextensions.k8s.io/customresourcedefinitions': crdColumns,
};

function readyNode(node: unknown): boolean {
  return recordsAt(node, 'status', 'conditions').some(
    (condition) => condition['type'] === 'Ready' && condition['status'] === 'True',
  );
}

/** The columns of a built-in resource; the creation time alone where none are known. */
export function columnsOf(path: string): readonly PrinterColumn[] {
  return COLUMNS[path] ?? [createdAt];
}

const createdAt: PrinterColumn = column('Created At', (object) =>
  stringAt(object, 'metadata', 'creationTimestamp'),
);
