import { afterAll, beforeAll, describe, test } from 'vitest';
import { gvkOf } from '../../core/index.ts';
import { expectTakenOut, type ForeignRow } from './support/foreign-row.ts';
import { compileShops, createShop, installShop, readyIs } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const POD_SPEC = `
              initContainers: [{ name: setup, image: "busybox:1.37", env: [{ name: A, value: ours }] }]
              containers:
                - name: main
                  image: "nginx:1.29"
                  args: [serve]
                  envFrom: [{ configMapRef: { name: ours } }]
                  securityContext: { capabilities: { add: [NET_ADMIN] } }
                  volumeMounts: [{ name: all, mountPath: /all }]
                  volumeDevices: [{ name: disk, devicePath: /dev/ours }]
              imagePullSecrets: [{ name: ours }]
              tolerations: [{ key: gpu, operator: Exists, effect: NoSchedule }]
              hostAliases: [{ ip: 10.0.0.1, hostnames: [ours] }]
              topologySpreadConstraints:
                - { topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1, labelSelector: { matchLabels: { app: x } } }
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }]
              dnsConfig: { nameservers: [10.0.0.2] }
              volumes:
                - { name: disk, persistentVolumeClaim: { claimName: disk } }
                - { name: all, projected: { sources: [{ configMap: { name: ours } }] } }`;

const ZOO = `
operatorBox:
  onReconcile:
    deployments:
      - name: short
        image: "nginx:1.29"
        envFrom: [{ configMapRef: ours }]
        imagePullSecrets: [ours]
        args: [serve]
    serviceAccounts: [{ name: robot }]
    custom:
      - apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: x } }
          template:
            metadata: { labels: { app: x } }
            spec:${POD_SPEC}
      - apiVersion: batch/v1
        kind: CronJob
        metadata: { name: nightly }
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              podFailurePolicy: { rules: [{ action: Ignore, onExitCodes: { operator: In, values: [3] } }] }
              template: { spec: { restartPolicy: Never, containers: [{ name: run, image: busybox, env: [{ name: A, value: ours }], envFrom: [{ secretRef: { name: ours } }] }] } }
      - apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: sizes }
        spec:
          maxReplicas: 5
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: other }
          metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]
          behavior: { scaleDown: { policies: [{ type: Pods, value: 1, periodSeconds: 60 }] } }
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader }
        rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: ServiceAccount, name: robot, namespace: default }]
      - apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: closed }
        spec:
          podSelector: { matchLabels: { app: x } }
          policyTypes: [Ingress, Egress]
          ingress: [{ from: [{ podSelector: { matchLabels: { app: y } } }], ports: [{ port: 80 }] }]
          egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }]
      - apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: budget }
        spec: { minAvailable: 1, selector: { matchLabels: { app: x }, matchExpressions: [{ key: tier, operator: In, values: [a] }] } }
      - apiVersion: v1
        kind: ResourceQuota
        metadata: { name: quota }
        spec: { hard: { pods: "5" }, scopes: [NotTerminating] }
      - apiVersion: v1
        kind: LimitRange
        metadata: { name: limits }
        spec: { limits: [{ type: Pod, max: { cpu: "2" } }] }
      - apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: site }
        spec:
          tls: [{ hosts: [a.example.org], secretName: a }]
          rules: [{ host: a.example.org, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
      - apiVersion: v1
        kind: Service
        metadata: { name: front }
        spec: { selector: { app: x }, ports: [{ name: http, port: 80 }], externalIPs: [10.0.0.9] }
      - apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: { name: slice }
        addressType: IPv4
        endpoints: [{ addresses: [10.0.0.1] }]
        ports: [{ name: http, port: 80 }]
      - apiVersion: shop.example.org/v1
        kind: Crate
        metadata: { name: crate }
        spec: { keyed: [{ id: a, value: 1 }], atomic: [{ id: a }], tags: [a], plain: { list: [1] } }
`;

const CRATE_SPEC = {
  type: 'object',
  properties: {
    keyed: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, value: { type: 'integer' } },
      },
    },
    atomic: {
      type: 'array',
      'x-kubernetes-list-type': 'atomic',
      items: { type: 'object', properties: { id: { type: 'string' } } },
    },
    tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    plain: { type: 'object', properties: { list: { type: 'array', items: { type: 'integer' } } } },
  },
};

/** `apiVersion Kind name`. */
function at(
  object: string,
  rows: readonly [what: string, add: string, value: unknown, path: string][],
): readonly ForeignRow[] {
  const [apiVersion = '', kind = '', name = ''] = object.split(' ');
  const gvk = gvkOf({ apiVersion, kind });
  return rows.map(([what, add, value, path]) => ({ what, gvk, name, add, value, path }));
}

const POD = '/spec/template/spec';
const POD_PATH = 'spec.template.spec';
const MAIN = `${POD}/containers/0`;
const MAIN_PATH = `${POD_PATH}.containers[main]`;
const JOB = '/spec/jobTemplate/spec';

const ROWS: readonly ForeignRow[] = [
  ...at('apps/v1 Deployment short', [
    [
      'a source of env',
      `${MAIN}/envFrom/-`,
      { secretRef: { name: 'spy' } },
      `${POD_PATH}.containers[short].envFrom`,
    ],
    [
      'a prefix of a source of env',
      `${MAIN}/envFrom/0/prefix`,
      'X_',
      `${POD_PATH}.containers[short].envFrom[0].prefix`,
    ],
    [
      'a pull secret',
      `${POD}/imagePullSecrets/-`,
      { name: 'spy' },
      `${POD_PATH}.imagePullSecrets[spy]`,
    ],
    ['an argument', `${MAIN}/args/-`, '--debug', `${POD_PATH}.containers[short].args`],
  ]),
  ...at('apps/v1 Deployment web', [
    [
      'an init container',
      `${POD}/initContainers/-`,
      { name: 'spy', image: 'spy:1' },
      `${POD_PATH}.initContainers[spy]`,
    ],
    [
      'an init container before ours',
      `${POD}/initContainers/0`,
      { name: 'spy', image: 'spy:1' },
      `${POD_PATH}.initContainers[spy]`,
    ],
    [
      'an env variable of an init container',
      `${POD}/initContainers/0/env/-`,
      { name: 'X', value: 'x' },
      `${POD_PATH}.initContainers[setup].env[X]`,
    ],
    [
      'a source of env',
      `${MAIN}/envFrom/-`,
      { secretRef: { name: 'spy' } },
      `${MAIN_PATH}.envFrom`,
    ],
    [
      'a capability',
      `${MAIN}/securityContext/capabilities/add/-`,
      'SYS_ADMIN',
      `${MAIN_PATH}.securityContext.capabilities.add`,
    ],
    [
      'a device',
      `${MAIN}/volumeDevices/-`,
      { name: 'disk', devicePath: '/dev/more' },
      `${MAIN_PATH}.volumeDevices[/dev/more]`,
    ],
    [
      'a pull secret',
      `${POD}/imagePullSecrets/-`,
      { name: 'spy' },
      `${POD_PATH}.imagePullSecrets[spy]`,
    ],
    ['a toleration', `${POD}/tolerations/-`, { operator: 'Exists' }, `${POD_PATH}.tolerations`],
    [
      'a field of a toleration',
      `${POD}/tolerations/0/tolerationSeconds`,
      5,
      `${POD_PATH}.tolerations[0].tolerationSeconds`,
    ],
    [
      'a host alias',
      `${POD}/hostAliases/-`,
      { ip: '10.0.0.7', hostnames: ['x'] },
      `${POD_PATH}.hostAliases[10.0.0.7]`,
    ],
    [
      'a host name of an alias',
      `${POD}/hostAliases/0/hostnames/-`,
      'x',
      `${POD_PATH}.hostAliases[10.0.0.1].hostnames`,
    ],
    [
      'a spread constraint',
      `${POD}/topologySpreadConstraints/-`,
      { topologyKey: 'host', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 1 },
      `${POD_PATH}.topologySpreadConstraints[host]`,
    ],
    [
      'a term of node affinity',
      `${POD}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/-`,
      { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
      `${POD_PATH}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`,
    ],
    [
      'a name server',
      `${POD}/dnsConfig/nameservers/-`,
      '10.0.0.3',
      `${POD_PATH}.dnsConfig.nameservers`,
    ],
    [
      'a source of a projected volume',
      `${POD}/volumes/1/projected/sources/-`,
      { secret: { name: 'x' } },
      `${POD_PATH}.volumes[all].projected.sources`,
    ],
    [
      'a key of a source of a projected volume',
      `${POD}/volumes/1/projected/sources/0/configMap/items`,
      [{ key: 'a', path: 'b' }],
      `${POD_PATH}.volumes[all].projected.sources[0].configMap.items`,
    ],
  ]),
  ...at('batch/v1 CronJob nightly', [
    [
      'a container',
      `${JOB}/template/spec/containers/-`,
      { name: 'spy', image: 'spy:1' },
      'spec.jobTemplate.spec.template.spec.containers[spy]',
    ],
    [
      'a source of env',
      `${JOB}/template/spec/containers/0/envFrom/-`,
      { configMapRef: { name: 'x' } },
      'spec.jobTemplate.spec.template.spec.containers[run].envFrom',
    ],
    [
      'a rule of the failure policy',
      `${JOB}/podFailurePolicy/rules/-`,
      { action: 'Count', onExitCodes: { operator: 'In', values: [9] } },
      'spec.jobTemplate.spec.podFailurePolicy.rules',
    ],
  ]),
  ...at('autoscaling/v2 HorizontalPodAutoscaler sizes', [
    [
      'a metric',
      '/spec/metrics/-',
      {
        type: 'Resource',
        resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 50 } },
      },
      'spec.metrics',
    ],
    [
      'a policy of scaling',
      '/spec/behavior/scaleDown/policies/-',
      { type: 'Percent', value: 50, periodSeconds: 60 },
      'spec.behavior.scaleDown.policies',
    ],
  ]),
  ...at('rbac.authorization.k8s.io/v1 Role reader', [
    ['a resource of a rule', '/rules/0/resources/-', 'secrets', 'rules[0].resources'],
    ['names in a rule', '/rules/0/resourceNames', ['x'], 'rules[0].resourceNames'],
  ]),
  ...at('rbac.authorization.k8s.io/v1 RoleBinding readers', [
    [
      'a subject',
      '/subjects/-',
      { kind: 'Group', name: 'all', apiGroup: 'rbac.authorization.k8s.io' },
      'subjects',
    ],
  ]),
  ...at('networking.k8s.io/v1 NetworkPolicy closed', [
    [
      'a port of a rule',
      '/spec/ingress/0/ports/-',
      { port: 22, protocol: 'TCP' },
      'spec.ingress[0].ports',
    ],
    [
      'the end of a range of ports',
      '/spec/ingress/0/ports/0/endPort',
      9000,
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'a peer of a rule',
      '/spec/ingress/0/from/-',
      { namespaceSelector: {} },
      'spec.ingress[0].from',
    ],
    [
      'the namespaces of a peer',
      '/spec/ingress/0/from/0/namespaceSelector',
      {},
      'spec.ingress[0].from[0].namespaceSelector',
    ],
    [
      'an exception of a range',
      '/spec/egress/0/to/0/ipBlock/except/-',
      '10.2.0.0/16',
      'spec.egress[0].to[0].ipBlock.except',
    ],
    ['a type of policy', '/spec/egress/-', {}, 'spec.egress'],
  ]),
  ...at('policy/v1 PodDisruptionBudget budget', [
    ['a label of the selector', '/spec/selector/matchLabels/x', 'y', 'spec.selector.matchLabels.x'],
    [
      'an expression of the selector',
      '/spec/selector/matchExpressions/-',
      { key: 'x', operator: 'Exists' },
      'spec.selector.matchExpressions',
    ],
  ]),
  ...at('v1 ResourceQuota quota', [['an amount', '/spec/hard/secrets', '3', 'spec.hard.secrets']]),
  ...at('v1 LimitRange limits', [
    ['a limit', '/spec/limits/-', { type: 'Container', max: { cpu: '1' } }, 'spec.limits'],
    ['an amount of a limit', '/spec/limits/0/max/memory', '1Gi', 'spec.limits[0].max.memory'],
  ]),
  ...at('networking.k8s.io/v1 Ingress site', [
    ['a host of TLS', '/spec/tls/0/hosts/-', 'b.example.org', 'spec.tls[0].hosts'],
    ['a Secret of TLS', '/spec/tls/-', { hosts: ['c.example.org'], secretName: 'c' }, 'spec.tls'],
  ]),
  ...at('v1 Service front', [
    ['a port', '/spec/ports/-', { name: 'more', port: 81, protocol: 'TCP' }, 'spec.ports[81]'],
    [
      'a port of another protocol',
      '/spec/ports/-',
      { name: 'udp', port: 80, protocol: 'UDP' },
      'spec.ports[80]',
    ],
    ['an external address', '/spec/externalIPs/-', '10.0.0.10', 'spec.externalIPs'],
  ]),
  ...at('discovery.k8s.io/v1 EndpointSlice slice', [
    ['an endpoint', '/endpoints/-', { addresses: ['10.0.0.2'] }, 'endpoints'],
    ['an address of an endpoint', '/endpoints/0/addresses/-', '10.0.0.3', 'endpoints[0].addresses'],
    ['a port', '/ports/-', { name: 'more', port: 81, protocol: 'TCP' }, 'ports[81]'],
  ]),
  ...at('shop.example.org/v1 Crate crate', [
    ['an item with a key', '/spec/keyed/-', { id: 'b', value: 2 }, 'spec.keyed'],
    ['an item of an atomic list', '/spec/atomic/-', { id: 'b' }, 'spec.atomic'],
    ['a member of a set', '/spec/tags/-', 'b', 'spec.tags'],
    ['an item of a list without a type', '/spec/plain/list/-', 2, 'spec.plain.list'],
  ]),
];

let world: World;
let operating: Operating;

beforeAll(async () => {
  world = await startWorld();
  const shops = await installShop(world, 'shop');
  const schema = { type: 'object', properties: { spec: CRATE_SPEC } };
  await installShop(world, 'crate', { schema });
  operating = await world.operate(await compileShops({ shop: ZOO }));
  await createShop(world, shops, { name: 'zoo' });
  await readyIs(world, shops, { name: 'zoo', status: 'True' });
});

afterAll(() => world.stop());

describe('what somebody adds to a list that is declared whole is taken out again', () => {
  test.each(ROWS)('$what of $gvk.kind/$name', (row) => expectTakenOut(world, operating, row));
});
