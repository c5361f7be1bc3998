import { at, isRecord, listAt, numberAt, recordAt, recordsAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { printLabelSelector } from '../selectors/object-label-selector.ts';
import { age, column, list, nameColumn, wide } from './column.ts';
import { crdColumns, eventColumns } from './meta-columns.ts';
import { nodeColumns } from './node-columns.ts';
import { podColumns } from './pod-columns.ts';
import { policyColumns } from './policy-columns.ts';
import { storageColumns } from './storage-columns.ts';
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

function ruleHosts(ingress: unknown): string {
  const hosts = recordsAt(ingress, 'spec', 'rules').map((rule) => stringAt(rule, 'host') || '*');
  return hosts.length === 0 ? '*' : hosts.join(',');
}

function slicePorts(slice: unknown): string {
  const ports = recordsAt(slice, 'ports').map((port) => String(numberAt(port, 'port') ?? '*'));
  return ports.length === 0 ? '<unset>' : list(ports);
}

function sliceAddresses(slice: unknown): string {
  const addresses = recordsAt(slice, 'endpoints').flatMap((endpoint) =>
    listAt(endpoint, 'addresses').map(String),
  );
  return addresses.length === 0 ? '<unset>' : list(addresses);
}

function classParameters(ingressClass: unknown): string {
  const kind = stringAt(ingressClass, 'spec', 'parameters', 'kind');
  if (kind === '') return '<none>';
  const group = stringAt(ingressClass, 'spec', 'parameters', 'apiGroup');
  const name = stringAt(ingressClass, 'spec', 'parameters', 'name');
  return `${kind}${group === '' ? '' : `.${group}`}/${name}`;
}

function parentRef(address: unknown): string {
  const part = (field: string) => stringAt(address, 'spec', 'parentRef', field);
  const place = part('namespace') === '' ? '' : `${part('namespace')}/`;
  return `${part('resource')}${part('group') === '' ? '' : `.${part('group')}`}/${place}${part('name')}`;
}

/** `pods: 1/2` of each hard limit, requests and limits apart. */
function quota(isLimit: boolean): (object: unknown) => string {
  return (object) => {
    const hard = recordAt(object, 'status', 'hard');
    const names = Object.keys(hard).filter((name) => name.startsWith('limits') === isLimit);
    return names
      .sort()
      .map((name) => `${name}: ${stringAt(object, 'status', 'used', name)}/${String(hard[name])}`)
      .join(', ');
  };
}

/** The model measures nothing, so what is aimed at stands beside an unknown. */
function targets(autoscaler: unknown): string {
  const metrics = recordsAt(autoscaler, 'spec', 'metrics').map((metric) => {
    const name = stringAt(metric, 'resource', 'name') || stringAt(metric, 'type').toLowerCase();
    const share = numberAt(metric, 'resource', 'target', 'averageUtilization');
    return share === undefined ? `${name}: <unknown>` : `${name}: <unknown>/${share}%`;
  });
  return metrics.length === 0 ? '<none>' : metrics.join(', ');
}

/** What `kubectl get` shows of each built-in kind, after the name. */
const COLUMNS: Readonly<Record<string, readonly PrinterColumn[]>> = {
  ...workloadColumns,
  ...storageColumns,
  ...policyColumns,
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
  'discovery.k8s.io/endpointslices': [
    column('AddressType', (slice) => stringAt(slice, 'addressType')),
    column('Ports', slicePorts),
    column('Endpoints', sliceAddresses),
    age,
  ],
  resourcequotas: [column('Request', quota(false)), column('Limit', quota(true)), age],
  endpoints: [column('Endpoints', endpointsOf), age],
  nodes: nodeColumns,
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
  'autoscaling/horizontalpodautoscalers': [
    column(
      'Reference',
      (o) =>
        `${stringAt(o, 'spec', 'scaleTargetRef', 'kind')}/${stringAt(o, 'spec', 'scaleTargetRef', 'name')}`,
    ),
    column('Targets', targets),
    column('MinPods', (o) => String(numberAt(o, 'spec', 'minReplicas') ?? '<unset>')),
    column('MaxPods', (o) => numberAt(o, 'spec', 'maxReplicas'), 'integer'),
    column('Replicas', (o) => numberAt(o, 'status', 'currentReplicas') ?? 0, 'integer'),
    age,
  ],
  'coordination.k8s.io/leases': [
    column('Holder', (lease) => stringAt(lease, 'spec', 'holderIdentity')),
    age,
  ],
  'networking.k8s.io/ingressclasses': [
    column('Controller', (o) => stringAt(o, 'spec', 'controller')),
    column('Parameters', classParameters),
    age,
  ],
  'networking.k8s.io/ipaddresses': [column('ParentRef', parentRef)],
  'networking.k8s.io/servicecidrs': [
    column('CIDRs', (o) => listAt(o, 'spec', 'cidrs').join(',')),
    age,
  ],
  'node.k8s.io/runtimeclasses': [column('Handler', (o) => stringAt(o, 'handler')), age],
  'apiextensions.k8s.io/customresourcedefinitions': crdColumns,
};

/** The columns of a built-in resource; the creation time alone where none are known. */
export function columnsOf(path: string): readonly PrinterColumn[] {
  const columns = COLUMNS[path] ?? [createdAt];
  return columns === eventColumns ? columns : [nameColumn, ...columns];
}

const createdAt: PrinterColumn = column('Created At', (object) =>
  stringAt(object, 'metadata', 'creationTimestamp'),
);
