import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../core/index.ts';
import { checkBlock } from '../../../providers/kubernetes/check-block.ts';

/** The least that a block of a kind says. */
const BLOCKS: Readonly<Record<string, JsonObject>> = {
  secrets: { data: { a: 'b' } },
  configMaps: { data: { a: 'b' } },
  serviceAccounts: {},
  deployments: { image: 'nginx' },
  statefulSets: { image: 'nginx' },
  jobs: { image: 'nginx' },
  cronJobs: { image: 'nginx', schedule: '@daily' },
  services: { port: 80 },
  ingresses: { serviceName: 'web', servicePort: 80 },
  persistentVolumeClaims: { storage: '1Gi' },
};
const WORKLOADS = ['deployments', 'statefulSets', 'jobs', 'cronJobs'];
const SERVERS = ['deployments', 'statefulSets'];
const ALL = Object.keys(BLOCKS);
const LONG = 'a'.repeat(64);

/** A field of some kinds, with literals that the API server takes and such that it refuses. */
interface FieldRow {
  readonly kinds: readonly string[];
  readonly field: string;
  readonly taken: readonly unknown[];
  readonly refused: readonly unknown[];
}

const METADATA: readonly FieldRow[] = [
  {
    kinds: ALL,
    field: 'name',
    taken: ['web', 'a-1'],
    refused: ['Web', 'a_b', '-a', 'a-', 'a b', 'a'.repeat(254)],
  },
  { kinds: ['services', 'statefulSets'], field: 'name', taken: ['web'], refused: ['a.b', LONG] },
  { kinds: ['jobs'], field: 'name', taken: ['a'.repeat(63)], refused: [LONG] },
  { kinds: ['cronJobs'], field: 'name', taken: ['a'.repeat(52)], refused: ['a'.repeat(53)] },
  { kinds: ALL, field: 'namespace', taken: ['shop'], refused: ['Shop', 'a.b', LONG] },
  {
    kinds: ALL,
    field: 'labels',
    taken: [{ a: 'b', 'x.org/a': '' }],
    refused: [{ a: LONG }, { a: '-b' }, { 'a b': 'c' }, { 'A_/b': 'c' }, { [LONG]: 'a' }],
  },
  {
    kinds: ALL,
    field: 'annotations',
    taken: [{ a: 'any text' }],
    refused: [{ 'a b': 'c' }, { 'a/b/c': 'd' }],
  },
  { kinds: ALL, field: 'sleep', taken: ['2s'], refused: ['2 seconds', '-1s'] },
];

const CONTAINER: readonly FieldRow[] = [
  {
    kinds: WORKLOADS,
    field: 'image',
    taken: [
      'nginx',
      'nginx:1.27',
      'localhost:5000/a/b:v1',
      'ghcr.io/Org/a'.toLowerCase(),
      `a@sha256:${'0'.repeat(64)}`,
      `a:1@sha256:${'0'.repeat(64)}`,
      'REGISTRY/a',
      '[::1]:5000/a',
    ],
    refused: [
      'Nginx',
      'nginx:',
      'nginx:a:b',
      ' nginx',
      'a b',
      'https://ghcr.io/a',
      'a/:1',
      `nginx:${'a'.repeat(129)}`,
      'a@sha256:0',
      '$IMAGE',
      '{ .spec.image }',
      '“nginx”',
      '/a',
      'a//b',
    ],
  },
  { kinds: WORKLOADS, field: 'serviceAccountName', taken: ['runner'], refused: ['My_Runner'] },
  { kinds: WORKLOADS, field: 'imagePullSecrets', taken: [['a']], refused: [['A_b']] },
  {
    kinds: WORKLOADS,
    field: 'nodeSelector',
    taken: [{ 'kubernetes.io/os': 'linux' }],
    refused: [{ 'a b': 'c' }, { a: 'b c' }],
  },
  {
    kinds: WORKLOADS,
    field: 'env',
    taken: [
      { A: 'b' },
      { A: { fieldRef: { fieldPath: 'status.podIP' } } },
      { A: { fieldRef: { fieldPath: "metadata.labels['a']" } } },
      { A: { resourceFieldRef: { resource: 'limits.cpu' } } },
    ],
    refused: [
      { 'a=b': 'c' },
      { A: { fieldRef: { fieldPath: 'spec.image' } } },
      { A: { resourceFieldRef: { resource: 'limits.gpu' } } },
      { A: { secretKeyRef: { name: 'A_b', key: 'c' } } },
      { A: { secretKeyRef: { name: 'a', key: 'b/c' } } },
      { A: { configMapKeyRef: { name: 'A_b', key: 'c' } } },
    ],
  },
  {
    kinds: WORKLOADS,
    field: 'envFrom',
    taken: [{ secretRef: ['a'] }, { configMapRef: { name: 'a', keys: ['b'], suffix: '_X' } }],
    refused: [
      { secretRef: ['A_b'] },
      [{ prefix: 'a=', secretRef: { name: 'a' } }],
      { configMapRef: { name: 'a', keys: ['b/c'] } },
    ],
  },
  {
    kinds: WORKLOADS,
    field: 'resources',
    taken: [
      { requests: { cpu: '250m' }, limits: { cpu: '1', memory: '1Gi' } },
      { limits: { 'example.org/gpu': '1' } },
    ],
    refused: [
      { requests: { cpu: '2' }, limits: { cpu: '1' } },
      { requests: { cpu: '-1' } },
      { limits: { memory: '1 GB' } },
      { limits: { gpu: '1' } },
      { requests: { 'example.org/gpu': '1' } },
    ],
  },
  {
    kinds: WORKLOADS,
    field: 'securityContext',
    taken: [{ runAsUser: 0 }],
    refused: [
      { runAsUser: -1 },
      { runAsGroup: 2_147_483_648 },
      { runAsNonRoot: 'yes' },
      { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
    ],
  },
  { kinds: WORKLOADS, field: 'podSecurity', taken: [{ fsGroup: 1 }], refused: [{ fsGroup: -1 }] },
  {
    kinds: WORKLOADS,
    field: 'volumes',
    taken: [[{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }]],
    refused: [
      [{ name: 'A', emptyDir: {} }],
      [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
      [{ name: 'a', emptyDir: { sizeLimit: '-1' } }],
      [{ name: 'a', hostPath: { path: '/a/../b' } }],
      [{ name: 'a', hostPath: { path: '/a', type: 'Folder' } }],
      [{ name: 'a', persistentVolumeClaim: {} }],
      [{ name: 'a', secret: { name: 'A_b' } }],
    ],
  },
  { kinds: SERVERS, field: 'port', taken: [80, '8080', 0], refused: [-1, 65_536, 'http', 1.5] },
  { kinds: SERVERS, field: 'protocol', taken: ['udp'], refused: ['HTTP'] },
  { kinds: SERVERS, field: 'replicas', taken: [0, '3'], refused: [-1, 'three', 2_147_483_648] },
  {
    kinds: SERVERS,
    field: 'probes',
    taken: [{ readiness: { type: 'tcp', port: 80, successThreshold: 2 } }],
    refused: [
      { liveness: { type: 'tcp', port: 80, successThreshold: 2 } },
      { startup: { type: 'tcp', port: 80, successThreshold: 2 } },
      { readiness: { type: 'tcp', port: 70_000 } },
      { readiness: { type: 'tcp', port: 80, periodSeconds: -1 } },
    ],
  },
];

const OTHERS: readonly FieldRow[] = [
  {
    kinds: ['deployments'],
    field: 'rollingUpdate',
    taken: [{ maxSurge: '150%', maxUnavailable: 0 }],
    refused: [{ maxUnavailable: '101%' }, { maxSurge: 0, maxUnavailable: 0 }, { maxSurge: '-1' }],
  },
  { kinds: ['statefulSets'], field: 'tag', taken: ['1.27'], refused: ['a:b', '-a'] },
  { kinds: ['statefulSets'], field: 'serviceName', taken: ['web'], refused: ['a.b', 'Web'] },
  {
    kinds: ['statefulSets'],
    field: 'volumeClaimTemplates',
    taken: [[{ storageClass: 'fast', storageSize: '1Gi' }]],
    refused: [
      [{ storageClass: 'A_b', storageSize: '1Gi' }],
      [{ storageClass: 'a', storageSize: '0' }],
      [
        {
          storageClass: 'a',
          storageSize: '1Gi',
          accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'],
        },
      ],
    ],
  },
  { kinds: ['jobs', 'cronJobs'], field: 'backoffLimit', taken: [0, 6], refused: [-1, 'many'] },
  {
    kinds: ['cronJobs'],
    field: 'schedule',
    taken: ['0 3 * * 0', '@daily', '@every 1h'],
    refused: ['0 3 * * 7', '@Daily', '@every 1d', 'TZ=UTC 0 3 * * *', '60 * * * *', '* * * *'],
  },
  {
    kinds: ['cronJobs'],
    field: 'timeZone',
    taken: ['Europe/Berlin', 'UTC'],
    refused: ['', 'Local', 'Europe/Berlim', 'europe/berlin', '+01:00'],
  },
  { kinds: ['cronJobs'], field: 'concurrencyPolicy', taken: ['forbid'], refused: ['never'] },
  { kinds: ['cronJobs'], field: 'startingDeadlineSeconds', taken: [60], refused: [-1] },
  { kinds: ['cronJobs'], field: 'successfulJobsHistoryLimit', taken: [0], refused: [-1] },
  { kinds: ['services'], field: 'port', taken: [1, 65_535], refused: [0, 65_536, 'http'] },
  { kinds: ['services'], field: 'targetPort', taken: [8080], refused: [0, 65_536] },
  { kinds: ['services'], field: 'type', taken: ['NodePort'], refused: ['Cluster'] },
  {
    kinds: ['services'],
    field: 'selector',
    taken: [{ app: 'web' }],
    refused: [{ app: '-web' }, { 'a b': 'c' }],
  },
  {
    kinds: ['ingresses'],
    field: 'host',
    taken: ['a.example.org', '*.example.org'],
    refused: ['10.0.0.1', 'A_b', 'a.*.org', 'https://a.org', 'a.org:80'],
  },
  {
    kinds: ['ingresses'],
    field: 'path',
    taken: ['/', '/a'],
    refused: ['a', '/a//b', '/a/..', '/a/../b', '/%2f'],
  },
  { kinds: ['ingresses'], field: 'pathType', taken: ['Exact'], refused: ['Regex'] },
  { kinds: ['ingresses'], field: 'className', taken: ['nginx'], refused: ['A_b'] },
  { kinds: ['ingresses'], field: 'serviceName', taken: ['web'], refused: ['A_b'] },
  { kinds: ['ingresses'], field: 'servicePort', taken: [80], refused: [0, 70_000] },
  {
    kinds: ['ingresses'],
    field: 'tls',
    taken: [{ secretName: 'a' }],
    refused: ['x', { secretName: 'A_b' }, { create: true }, { create: true, hosts: ['A_b'] }],
  },
  {
    kinds: ['persistentVolumeClaims'],
    field: 'storage',
    taken: ['10Gi', 5],
    refused: ['0', '-1Gi', '10 GB', 'much'],
  },
  {
    kinds: ['persistentVolumeClaims'],
    field: 'storageClassName',
    taken: ['fast'],
    refused: ['A_b'],
  },
  {
    kinds: ['persistentVolumeClaims'],
    field: 'accessModes',
    taken: [['ReadWriteMany']],
    refused: [['RWO'], ['ReadWriteOncePod', 'ReadWriteOnce']],
  },
  { kinds: ['persistentVolumeClaims'], field: 'volumeMode', taken: ['block'], refused: ['Disk'] },
  {
    kinds: ['configMaps', 'secrets'],
    field: 'data',
    taken: [{ 'a.b-c_d': 'x' }],
    refused: [
      { 'a/b': 'c' },
      { '.': 'c' },
      { '..': 'c' },
      { '..a': 'c' },
      { a: 'x'.repeat(1_048_577) },
    ],
  },
  {
    kinds: ['secrets'],
    field: 'type',
    taken: ['Opaque', 'example.org/any'],
    refused: [
      'kubernetes.io/tls',
      'kubernetes.io/dockerconfigjson',
      'kubernetes.io/basic-auth',
      'kubernetes.io/ssh-auth',
      'kubernetes.io/service-account-token',
    ],
  },
  { kinds: ['secrets'], field: 'rotateAfter', taken: ['30d', 'never'], refused: ['soon'] },
];

const ROWS = [...METADATA, ...CONTAINER, ...OTHERS].flatMap(({ kinds, field, taken, refused }) =>
  kinds.flatMap((kind) => [
    ...taken.map((value) => ({ kind, field, value, isRefused: false })),
    ...refused.map((value) => ({ kind, field, value, isRefused: true })),
  ]),
);

/** Problems of a block at a field. */
function problemsOf(kind: string, field: string, value: unknown): readonly string[] {
  const block = { ...BLOCKS[kind], [field]: value } as JsonObject;
  return checkBlock({ kind, block })
    .filter(({ path }) => path[0] === field || path.length === 0 || field === 'type')
    .map(({ message }) => message);
}

describe('a literal that the API server refuses is refused before anything runs', () => {
  test.each(ROWS.filter(({ isRefused }) => isRefused))(
    '$kind $field $value',
    ({ kind, field, value }) => {
      expect(problemsOf(kind, field, value)).not.toEqual([]);
    },
  );
});

describe('a literal that the API server takes is taken', () => {
  test.each(ROWS.filter(({ isRefused }) => !isRefused))(
    '$kind $field $value',
    ({ kind, field, value }) => {
      expect(problemsOf(kind, field, value)).toEqual([]);
    },
  );
});

test.each(ALL)('a template in any scalar field of %s is taken', (kind) => {
  for (const field of new Set(
    OTHERS.concat(METADATA, CONTAINER)
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ field }) => field),
  )) {
    if (['labels', 'annotations', 'sleep'].includes(field)) continue;
    expect(problemsOf(kind, field, '{{ .spec.x }}')).toEqual([]);
  }
});
