const PODS = [
  {
    name: 'shop-0',
    ip: '10.0.0.1',
    phase: 'Running',
    node: 'node-a',
    ready: true,
    restartCount: 0,
    ordinal: 0,
    containers: [{ name: 'web', state: 'running', reason: '' }],
  },
  {
    name: 'shop-1',
    ip: '10.0.0.2',
    phase: 'Pending',
    node: 'node-b',
    ready: false,
    restartCount: 4,
    ordinal: 1,
    containers: [{ name: 'web', state: 'waiting', reason: 'CrashLoopBackOff' }],
  },
];

/** Children of the example custom resource, by singular kind. */
export const EXAMPLE_CHILDREN: Readonly<Record<string, unknown>> = {
  deployment: {
    metadata: { name: 'shop' },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            {
              name: 'web',
              image: 'nginx:1.27',
              env: [{ name: 'MODE', value: 'fast' }],
              ports: [
                { name: 'http', containerPort: 80 },
                { name: 'tls', containerPort: 443 },
              ],
            },
          ],
        },
      },
    },
    status: {
      readyReplicas: 2,
      availableReplicas: 2,
      updatedReplicas: 1,
      currentReplicaSet: 'shop-2',
      conditions: [{ type: 'Available', status: 'True', reason: 'Enough', message: 'enough pods' }],
    },
    _pods: PODS,
    _warnings: [
      { reason: 'BackOff', message: 'restarting failed container' },
      { reason: 'Unhealthy', message: 'probe failed' },
    ],
    _replicaSets: [{ metadata: { name: 'shop-1' } }, { metadata: { name: 'shop-2' } }],
  },
  service: {
    spec: { clusterIP: '10.96.0.9', ports: [{ port: 80, nodePort: 30080 }] },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.7', hostname: 'lb.example.com' }] } },
  },
  endpoints: { subsets: [{ addresses: [{ ip: '10.0.0.1' }] }] },
  job: {
    metadata: { name: 'shop-build' },
    status: { succeeded: 1 },
    _pods: [
      { name: 'shop-build-x', phase: 'Succeeded', exitCode: 0 },
      { name: 'shop-build-y', phase: 'Failed', exitCode: 3 },
      { name: 'shop-build-z', phase: 'Running' },
    ],
  },
  cronjob: {
    status: {
      active: [{ name: 'shop-nightly-1' }],
      lastScheduleTime: '2026-01-15T02:00:00Z',
      lastSuccessfulTime: '2026-01-14T02:05:00Z',
    },
  },
  pvc: {
    spec: {
      storageClassName: 'fast',
      accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
      resources: { requests: { storage: '10Gi' } },
    },
    status: { phase: 'Bound' },
    _pv: {
      metadata: { annotations: { 'pv.kubernetes.io/provisioned-by': 'csi.example.com' } },
      spec: { volumeMode: 'Filesystem' },
    },
  },
  ingress: {
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: 'shop.example.com' }, { host: 'www.example.com' }],
      tls: [{ hosts: ['shop.example.com'] }, { hosts: ['shop.example.com', 'www.example.com'] }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.8', hostname: 'in.example.com' }] } },
  },
  hpa: {
    spec: { minReplicas: 2, maxReplicas: 5 },
    status: { currentReplicas: 5, desiredReplicas: 4 },
  },
  node: {
    spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }, { key: 'spot' }] },
    status: {
      allocatable: { cpu: '4', memory: '16Gi' },
      conditions: [
        { type: 'Ready', status: 'True' },
        { type: 'DiskPressure', status: 'False' },
      ],
    },
  },
  statefulset: {
    spec: { replicas: 2 },
    status: { currentRevision: 'db-1', updateRevision: 'db-2', readyReplicas: 1 },
    _pvcs: [{ metadata: { name: 'data-db-0' } }, { metadata: { name: 'data-db-1' } }],
  },
  replicaset: { _owner: { kind: 'Deployment', name: 'shop' } },
};
