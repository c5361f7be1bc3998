import { expect, test } from 'vitest';
import { type Context, pathIn } from './cluster-context.ts';

/** A value in an otherwise right object, and what the API server says of it. */
interface ValueCase {
  readonly kind: keyof typeof OBJECTS;
  /** Steps to the value. */
  readonly at: string;
  readonly value: unknown;
  /** Part of the message; none: it is taken. */
  readonly refused?: string;
}

const POD = { containers: [{ name: 'web', image: 'web' }] };
const labels = { app: 'web' };
const template = { metadata: { labels }, spec: POD };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** Right objects by kind, with where they are created. */
const OBJECTS = {
  ConfigMap: { path: 'v1/configmaps', body: { data: { a: 'b' } } },
  Secret: { path: 'v1/secrets', body: { data: {} } },
  ServiceAccount: { path: 'v1/serviceaccounts', body: {} },
  Service: { path: 'v1/services', body: { spec: { selector: labels, ports: [{ port: 80 }] } } },
  PersistentVolumeClaim: { path: 'v1/persistentvolumeclaims', body: { spec: claim } },
  Pod: { path: 'v1/pods', body: { spec: POD } },
  Deployment: {
    path: 'apps/v1/deployments',
    body: { spec: { selector: { matchLabels: labels }, template } },
  },
  StatefulSet: {
    path: 'apps/v1/statefulsets',
    body: { spec: { serviceName: 'web', selector: { matchLabels: labels }, template } },
  },
  Job: {
    path: 'batch/v1/jobs',
    body: { spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } } },
  },
  CronJob: {
    path: 'batch/v1/cronjobs',
    body: {
      spec: {
        schedule: '@daily',
        jobTemplate: { spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } } },
      },
    },
  },
  Ingress: {
    path: 'networking.k8s.io/v1/ingresses',
    body: {
      spec: {
        rules: [
          {
            host: 'a.example.org',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  },
} as const;

const CONTAINER = 'spec.containers.0';
const RULE = 'spec.rules.0';
const HTTP_PATH = `${RULE}.http.paths.0`;
const LONG = 'a'.repeat(64);

const NAMES: readonly ValueCase[] = [
  { kind: 'ConfigMap', at: 'metadata.name', value: 'a.b-c' },
  {
    kind: 'ConfigMap',
    at: 'metadata.name',
    value: 'My_App',
    refused: 'a lowercase RFC 1123 subdomain must consist of',
  },
  {
    kind: 'ConfigMap',
    at: 'metadata.name',
    value: 'a'.repeat(254),
    refused: 'must be no more than 253',
  },
  {
    kind: 'ConfigMap',
    at: 'metadata.labels',
    value: { a: LONG },
    refused: 'must be no more than 63 bytes',
  },
  {
    kind: 'ConfigMap',
    at: 'metadata.labels',
    value: { 'a b': 'c' },
    refused: 'name part must consist of alphanumeric',
  },
  {
    kind: 'ConfigMap',
    at: 'metadata.labels',
    value: { a: '-b' },
    refused: 'a valid label must be an empty string or consist of',
  },
  {
    kind: 'ConfigMap',
    at: 'metadata.annotations',
    value: { 'a/b/c': 'd' },
    refused: 'a valid label key must consist of',
  },
  {
    kind: 'ConfigMap',
    at: 'data',
    value: { 'a/b': 'c' },
    refused: 'a valid config key must consist of',
  },
  { kind: 'ConfigMap', at: 'data', value: { '.': 'c' }, refused: "must not be '.'" },
  { kind: 'ConfigMap', at: 'data', value: { '..': 'c' }, refused: "must not be '..'" },
  { kind: 'ConfigMap', at: 'data', value: { '..a': 'c' }, refused: "must not start with '..'" },
  { kind: 'ConfigMap', at: 'data', value: { '.a..': 'c' } },
  { kind: 'Service', at: 'metadata.name', value: 'a.b', refused: 'must not contain dots' },
  { kind: 'Service', at: 'metadata.name', value: '1a' },
  { kind: 'StatefulSet', at: 'metadata.name', value: 'a.b', refused: 'must not contain dots' },
  {
    kind: 'CronJob',
    at: 'metadata.name',
    value: 'a'.repeat(53),
    refused: 'must be no more than 52 characters',
  },
];

const SECRETS: readonly ValueCase[] = [
  { kind: 'Secret', at: 'type', value: 'example.org/any' },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/tls',
    refused: 'data[tls.crt]: Required value',
  },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/dockerconfigjson',
    refused: 'data[.dockerconfigjson]: Required value',
  },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/dockercfg',
    refused: 'data[.dockercfg]: Required value',
  },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/basic-auth',
    refused: 'data[username]: Required value',
  },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/ssh-auth',
    refused: 'data[ssh-privatekey]: Required value',
  },
  {
    kind: 'Secret',
    at: 'type',
    value: 'kubernetes.io/service-account-token',
    refused: 'metadata.annotations[kubernetes.io/service-account.name]: Required value',
  },
];

const CONTAINERS: readonly ValueCase[] = [
  {
    kind: 'Pod',
    at: `${CONTAINER}.image`,
    value: ' web',
    refused: 'must not have leading or trailing whitespace',
  },
  { kind: 'Pod', at: `${CONTAINER}.image`, value: '', refused: 'image: Required value' },
  {
    kind: 'Pod',
    at: `${CONTAINER}.ports`,
    value: [{ containerPort: 65_536 }],
    refused: 'must be between 1 and 65535, inclusive',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.ports`,
    value: [{ containerPort: 80, protocol: 'HTTP' }],
    refused: 'protocol: Unsupported value: "HTTP"',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.env`,
    value: [{ name: 'a=b', value: 'c' }],
    refused: "other than '='",
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.env`,
    value: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.image' } } }],
    refused: 'error converting fieldPath: field label not supported: spec.image',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.env`,
    value: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }],
    refused: 'resource: Unsupported value: "limits.gpu"',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.env`,
    value: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'My_S', key: 'a' } } }],
    refused: 'secretKeyRef.name: Invalid value: "My_S"',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.env`,
    value: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'a/b' } } }],
    refused: 'configMapKeyRef.key: Invalid value: "a/b"',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.envFrom`,
    value: [{ prefix: 'A=', configMapRef: { name: 'a' } }],
    refused: 'prefix: Invalid value: "A="',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.envFrom`,
    value: [{ secretRef: { name: 'A_b' } }],
    refused: 'secretRef.name: Invalid value: "A_b"',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.resources`,
    value: { requests: { cpu: '2' }, limits: { cpu: '1' } },
    refused: 'must be less than or equal to cpu limit of 1',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.resources`,
    value: { requests: { cpu: '-1' } },
    refused: 'must be greater than or equal to 0',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.resources`,
    value: { requests: { gpu: '1' } },
    refused: 'must be a standard resource for containers',
  },
  { kind: 'Pod', at: `${CONTAINER}.resources`, value: { limits: { 'example.org/gpu': '1' } } },
  {
    kind: 'Pod',
    at: `${CONTAINER}.resources`,
    value: { requests: { 'example.org/gpu': '1' } },
    refused: 'Limit must be set for non overcommitable resources',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.livenessProbe`,
    value: { tcpSocket: { port: 80 }, successThreshold: 2 },
    refused: 'successThreshold: Invalid value: 2: must be 1',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.startupProbe`,
    value: { tcpSocket: { port: 80 }, successThreshold: 2 },
    refused: 'successThreshold: Invalid value: 2: must be 1',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.readinessProbe`,
    value: { tcpSocket: { port: 80 }, successThreshold: 2 },
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.readinessProbe`,
    value: { tcpSocket: { port: 80 }, periodSeconds: -1 },
    refused: 'must be greater than or equal to 0',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.readinessProbe`,
    value: { httpGet: { path: '/', port: 70_000 } },
    refused: 'must be between 1 and 65535, inclusive',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.securityContext`,
    value: { runAsUser: -1 },
    refused: 'must be between 0 and 2147483647, inclusive',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.securityContext`,
    value: { runAsGroup: 2_147_483_648 },
    refused: 'must be between 0 and 2147483647, inclusive',
  },
  {
    kind: 'Pod',
    at: `${CONTAINER}.securityContext`,
    value: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
    refused: 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
  },
];

const PODS: readonly ValueCase[] = [
  {
    kind: 'Pod',
    at: 'spec.serviceAccountName',
    value: 'My_A',
    refused: 'serviceAccountName: Invalid value: "My_A"',
  },
  {
    kind: 'Pod',
    at: 'spec.nodeSelector',
    value: { 'a b': 'c' },
    refused: 'name part must consist of alphanumeric',
  },
  {
    kind: 'Pod',
    at: 'spec.securityContext',
    value: { fsGroup: -1 },
    refused: 'must be between 0 and 2147483647, inclusive',
  },
  {
    kind: 'Pod',
    at: 'spec.volumes',
    value: [{ name: 'A', emptyDir: {} }],
    refused: 'volumes[0].name: Invalid value: "A"',
  },
  {
    kind: 'Pod',
    at: 'spec.volumes',
    value: [
      { name: 'a', emptyDir: {} },
      { name: 'a', emptyDir: {} },
    ],
    refused: 'volumes[1].name: Duplicate value: "a"',
  },
  {
    kind: 'Pod',
    at: 'spec.volumes',
    value: [{ name: 'a', hostPath: { path: '/a/../b' } }],
    refused: "must not contain '..'",
  },
  {
    kind: 'Pod',
    at: 'spec.volumes',
    value: [{ name: 'a', hostPath: { path: '/a', type: 'Folder' } }],
    refused: 'type: Unsupported value: "Folder"',
  },
  { kind: 'Pod', at: 'spec.volumes', value: [{ name: 'a', configMap: { name: 'A_b' } }] },
  {
    kind: 'Pod',
    at: 'spec.volumes',
    value: [{ name: 'a', persistentVolumeClaim: {} }],
    refused: 'claimName: Required value',
  },
];

const WORKLOADS: readonly ValueCase[] = [
  {
    kind: 'Deployment',
    at: 'spec.replicas',
    value: -1,
    refused: 'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  },
  {
    kind: 'Deployment',
    at: 'spec.strategy',
    value: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '101%' } },
    refused: 'must not be greater than 100%',
  },
  {
    kind: 'Deployment',
    at: 'spec.strategy',
    value: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } },
    refused: 'may not be 0 when `maxSurge` is 0',
  },
  {
    kind: 'StatefulSet',
    at: 'spec.updateStrategy',
    value: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
  },
  {
    kind: 'StatefulSet',
    at: 'spec.serviceName',
    value: 'a.b',
    refused: 'spec.serviceName: Invalid value: "a.b"',
  },
  {
    kind: 'StatefulSet',
    at: 'spec.replicas',
    value: -1,
    refused: 'must be greater than or equal to 0',
  },
  {
    kind: 'Job',
    at: 'spec.backoffLimit',
    value: -1,
    refused: 'spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
  },
  {
    kind: 'CronJob',
    at: 'spec.concurrencyPolicy',
    value: 'Never',
    refused: 'Unsupported value: "Never"',
  },
  {
    kind: 'CronJob',
    at: 'spec.successfulJobsHistoryLimit',
    value: -1,
    refused: 'must be greater than or equal to 0',
  },
  {
    kind: 'CronJob',
    at: 'spec.startingDeadlineSeconds',
    value: -1,
    refused: 'must be greater than or equal to 0',
  },
];

const NETWORK: readonly ValueCase[] = [
  {
    kind: 'Service',
    at: 'spec.selector',
    value: { a: '-b' },
    refused: 'a valid label must be an empty string or consist of',
  },
  {
    kind: 'Service',
    at: 'spec.type',
    value: 'Cluster',
    refused: 'spec.type: Unsupported value: "Cluster"',
  },
  {
    kind: 'Service',
    at: 'spec.ports',
    value: [{ port: 0 }],
    refused: 'must be between 1 and 65535, inclusive',
  },
  {
    kind: 'Ingress',
    at: `${RULE}.host`,
    value: '10.0.0.1',
    refused: 'must be a DNS name, not an IP address',
  },
  {
    kind: 'Ingress',
    at: `${RULE}.host`,
    value: 'A_b',
    refused: 'a lowercase RFC 1123 subdomain must consist of',
  },
  {
    kind: 'Ingress',
    at: `${RULE}.host`,
    value: 'a.*.org',
    refused: 'a wildcard DNS-1123 subdomain must start with',
  },
  { kind: 'Ingress', at: `${RULE}.host`, value: '*.example.org' },
  { kind: 'Ingress', at: `${HTTP_PATH}.path`, value: 'a', refused: 'must be an absolute path' },
  { kind: 'Ingress', at: `${HTTP_PATH}.path`, value: '/a//b', refused: "must not contain '//'" },
  { kind: 'Ingress', at: `${HTTP_PATH}.path`, value: '/a/..', refused: "cannot end with '/..'" },
  {
    kind: 'Ingress',
    at: `${HTTP_PATH}.pathType`,
    value: 'Regex',
    refused: 'Unsupported value: "Regex"',
  },
  {
    kind: 'Ingress',
    at: `${HTTP_PATH}.backend.service.name`,
    value: 'A_b',
    refused: 'service.name: Invalid value: "A_b"',
  },
  {
    kind: 'Ingress',
    at: `${HTTP_PATH}.backend.service.port`,
    value: { number: 70_000 },
    refused: 'must be between 1 and 65535, inclusive',
  },
  {
    kind: 'Ingress',
    at: 'spec.ingressClassName',
    value: 'A_b',
    refused: 'spec.ingressClassName: Invalid value: "A_b"',
  },
  {
    kind: 'Ingress',
    at: 'spec.tls',
    value: [{ hosts: ['A_b'], secretName: 'a' }],
    refused: 'spec.tls[0].hosts[0]: Invalid value: "A_b"',
  },
  {
    kind: 'Ingress',
    at: 'spec.tls',
    value: [{ secretName: 'A_b' }],
    refused: 'spec.tls[0].secretName: Invalid value: "A_b"',
  },
];

const CLAIMS: readonly ValueCase[] = [
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.resources.requests.storage',
    value: '0',
    refused: 'must be greater than zero',
  },
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.resources.requests',
    value: {},
    refused: 'spec.resources[storage]: Required value',
  },
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.accessModes',
    value: ['RWO'],
    refused: 'Unsupported value: "RWO"',
  },
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.accessModes',
    value: ['ReadWriteOncePod', 'ReadWriteOnce'],
    refused: 'may not use ReadWriteOncePod with other access modes',
  },
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.storageClassName',
    value: 'A_b',
    refused: 'spec.storageClassName: Invalid value: "A_b"',
  },
  {
    kind: 'PersistentVolumeClaim',
    at: 'spec.volumeMode',
    value: 'Disk',
    refused: 'Unsupported value: "Disk"',
  },
];

const CASES = [
  ...NAMES,
  ...SECRETS,
  ...CONTAINERS,
  ...PODS,
  ...WORKLOADS,
  ...NETWORK,
  ...CLAIMS,
].map((each) => ({
  ...each,
  text: JSON.stringify(each.value).slice(0, 80),
}));

/** Values in objects of the kinds that have a short form: what is taken, and what is refused in which words. */
export function validationCases(context: Context): void {
  test.each(CASES)('$kind $at $text: $refused', async ({ kind, at, value, refused }) => {
    const { path, body } = OBJECTS[kind];
    const slash = path.lastIndexOf('/');
    const place = pathIn(context, path.slice(0, slash), path.slice(slash + 1));
    const object = {
      apiVersion: path.slice(0, slash),
      kind,
      metadata: { name: 'web' },
      ...body,
    };

    const answer = await context().client.post(
      `${place}?dryRun=All`,
      withValue(object, at.split('.'), value),
    );

    const told = { status: answer.status, message: String(answer.body.message ?? '') };
    expect(told).toEqual(
      refused === undefined
        ? { status: 201, message: '' }
        : { status: 422, message: expect.stringContaining(refused) },
    );
  });
}

function withValue(
  target: unknown,
  [step = '', ...rest]: readonly string[],
  value: unknown,
): unknown {
  if (step === '') return value;
  if (Array.isArray(target)) {
    return target.map((item, index) =>
      String(index) === step ? withValue(item, rest, value) : item,
    );
  }
  const map = typeof target === 'object' && target !== null ? target : {};
  return { ...map, [step]: withValue(Reflect.get(map, step), rest, value) };
}
