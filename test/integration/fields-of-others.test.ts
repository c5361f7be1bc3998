import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gvkOf, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const ZOO = `
operatorBox:
  onReconcile:
    deployments:
      - { name: web, image: "nginx:1.29", port: 80, replicas: 2 }
      - { name: meshed, image: "nginx:1.29", merge: true, volumes: [{ name: own, emptyDir: {} }] }
    statefulSets: [{ name: db, image: "postgres:17" }]
    services:
      - { name: inner, port: 80, selector: { app: web } }
      - { name: outer, port: 80, type: NodePort, selector: { app: web } }
    ingresses: [{ name: site, host: a.example.org, serviceName: inner, servicePort: 80 }]
    serviceAccounts: [{ name: robot }]
    persistentVolumeClaims: [{ name: disk, storage: 1Gi }]
    configMaps: [{ name: settings, data: { a: ours } }]
    secrets: [{ name: keys, data: { a: ours } }]
    custom:
      - apiVersion: v1
        kind: Service
        metadata: { name: balanced }
        spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80 }] }
      - apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: checks }
        webhooks:
          - name: check.example.org
            admissionReviewVersions: [v1]
            sideEffects: None
            clientConfig: { service: { name: inner, namespace: default } }
            rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [nothing] }]
      - apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: sizes }
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: other } }
      - apiVersion: shop.example.org/v1
        kind: Crate
        metadata: { name: crate }
        spec: { size: 1 }
`;

interface Row {
  readonly what: string;
  /** `apiVersion Kind name`. */
  readonly object: string;
  readonly manager: string;
  readonly patch: object;
  readonly subresource?: 'status';
}

const inTemplate = (template: object): object => ({ spec: { template } });

const ROWS: readonly Row[] = [
  {
    what: 'an annotation of its controller',
    object: 'apps/v1 Deployment web',
    manager: 'kube-controller-manager',
    patch: { metadata: { annotations: { 'deployment.kubernetes.io/desired-replicas': '2' } } },
  },
  {
    what: 'a restart of its pods',
    object: 'apps/v1 Deployment web',
    manager: 'kubectl-rollout',
    patch: inTemplate({
      metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } },
    }),
  },
  {
    what: 'a hash among the labels of its pods',
    object: 'apps/v1 Deployment web',
    manager: 'kube-controller-manager',
    patch: inTemplate({ metadata: { labels: { 'pod-template-hash': '5d4f8' } } }),
  },
  {
    what: 'a mark of an injector among the annotations of its pods',
    object: 'apps/v1 Deployment web',
    manager: 'linkerd',
    patch: inTemplate({ metadata: { annotations: { 'linkerd.io/inject': 'enabled' } } }),
  },
  {
    what: 'fields of its pods that are not declared',
    object: 'apps/v1 Deployment web',
    manager: 'scheduler-policy',
    patch: inTemplate({
      spec: { schedulerName: 'batch', tolerations: [{ key: 'gpu', operator: 'Exists' }] },
    }),
  },
  {
    what: 'a pause of its rollout',
    object: 'apps/v1 Deployment web',
    manager: 'kubectl-rollout',
    patch: { spec: { paused: true } },
  },
  {
    what: 'injected containers and volumes of an entry that merges',
    object: 'apps/v1 Deployment meshed',
    manager: 'istio',
    patch: inTemplate({
      spec: {
        containers: [
          {
            name: 'meshed',
            image: 'nginx:1.29',
            volumeMounts: [{ name: 'token', mountPath: '/t' }],
          },
          { name: 'istio-proxy', image: 'proxy:1' },
        ],
        initContainers: [{ name: 'istio-init', image: 'proxy:1' }],
        volumes: [
          { name: 'own', emptyDir: {} },
          { name: 'token', emptyDir: {} },
        ],
      },
    }),
  },
  {
    what: 'the policy for its claims',
    object: 'apps/v1 StatefulSet db',
    manager: 'storage-operator',
    patch: { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } },
  },
  {
    what: 'another port of the nodes',
    object: 'v1 Service outer',
    manager: 'network-operator',
    patch: {
      spec: {
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 80, nodePort: 31999 }],
      },
    },
  },
  {
    what: 'a finalizer for its load balancer',
    object: 'v1 Service balanced',
    manager: 'cloud-controller-manager',
    patch: { metadata: { finalizers: ['service.kubernetes.io/load-balancer-cleanup'] } },
  },
  {
    what: 'annotations of its load balancer',
    object: 'v1 Service balanced',
    manager: 'cloud-controller-manager',
    patch: { metadata: { annotations: { 'cloud.example.org/load-balancer-id': '7' } } },
  },
  {
    what: 'session affinity that is not declared',
    object: 'v1 Service inner',
    manager: 'network-operator',
    patch: { spec: { sessionAffinity: 'ClientIP' } },
  },
  {
    what: 'annotations of its controller',
    object: 'networking.k8s.io/v1 Ingress site',
    manager: 'ingress-controller',
    patch: { metadata: { annotations: { 'field.cattle.io/publicEndpoints': '[]' } } },
  },
  {
    what: 'its class',
    object: 'networking.k8s.io/v1 Ingress site',
    manager: 'ingress-admission',
    patch: { spec: { ingressClassName: 'nginx' } },
  },
  {
    what: 'the address that its controller gives it',
    object: 'networking.k8s.io/v1 Ingress site',
    manager: 'ingress-controller',
    patch: { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
    subresource: 'status',
  },
  {
    what: 'Secrets that a distribution adds',
    object: 'v1 ServiceAccount robot',
    manager: 'openshift-controller-manager',
    patch: { secrets: [{ name: 'robot-docker' }], imagePullSecrets: [{ name: 'robot-docker' }] },
  },
  {
    what: 'its volume',
    object: 'v1 PersistentVolumeClaim disk',
    manager: 'kube-controller-manager',
    patch: {
      metadata: { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
      spec: { volumeName: 'pvc-1' },
    },
  },
  {
    what: 'another finalizer',
    object: 'v1 ConfigMap settings',
    manager: 'backup',
    patch: { metadata: { finalizers: ['backup.example.org/hold'] } },
  },
  {
    what: 'labels',
    object: 'v1 Secret keys',
    manager: 'argocd',
    patch: { metadata: { labels: { 'app.kubernetes.io/instance': 'x' } } },
  },
  {
    what: 'the certificate of its authority',
    object: 'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration checks',
    manager: 'cert-manager-cainjector',
    patch: {
      webhooks: [
        {
          name: 'check.example.org',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { caBundle: 'Y2E=', service: { name: 'inner', namespace: 'default' } },
          rules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['nothing'],
            },
          ],
        },
      ],
    },
  },
  {
    what: 'its behaviour',
    object: 'autoscaling/v2 HorizontalPodAutoscaler sizes',
    manager: 'tuner',
    patch: { spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
  },
  {
    what: 'what another controller adds to its spec',
    object: 'shop.example.org/v1 Crate crate',
    manager: 'crate-controller',
    patch: { spec: { assigned: 'node-1' }, metadata: { finalizers: ['crate.example.org/x'] } },
  },
];

let world: World;
let operating: Operating;
let shops: ResourceType;
let shakes = 0;

beforeAll(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  await installShop(world, 'crate');
  operating = await world.operate(await compileShops({ shop: ZOO }));
  await createShop(world, shops, { name: 'zoo' });
  await readyIs(world, shops, { name: 'zoo', status: 'True' });
});

afterAll(() => world.stop());

/** Has the custom resource worked on once more. */
async function shake(): Promise<void> {
  shakes += 1;
  const ref = { namespace: 'default', name: 'zoo' };
  const edited = await world.client.patch(
    { type: shops, ref },
    { spec: { shakes } },
    { type: 'merge', signal },
  );
  await eventually(
    async () => operating.decisions.at(-1)?.generation,
    (generation) => generation === edited.metadata.generation,
    3_000,
  );
}

describe('what others own by design', () => {
  test.each(ROWS)('$what of $object, written by $manager, stays and costs nothing', async (row) => {
    const [apiVersion = '', kind = '', name = ''] = row.object.split(' ');
    const gvk = gvkOf({ apiVersion, kind });
    const type = await typeOf(world, gvk);
    const ref = { name, namespace: type.namespaced ? 'default' : '' };
    const before = await world.client.get({ type, ref }, signal);
    const decided = operating.decisions.length;

    const edited = await world.client.patch({ type, ref }, row.patch, {
      type: 'merge',
      fieldManager: row.manager,
      signal,
      ...(row.subresource === undefined ? {} : { subresource: row.subresource }),
    });
    expect(edited.metadata.resourceVersion).not.toBe(before?.metadata.resourceVersion);
    await shake();
    await shake();

    const after = await world.client.get({ type, ref }, signal);
    expect(after).toMatchObject(row.patch);
    const decisions = operating.decisions.slice(decided);
    const touched = decisions.flatMap(({ entries }) =>
      entries.filter((entry) => entry.name === name && entry.decision !== 'unchanged'),
    );
    expect(touched).toEqual([]);
  });
});
