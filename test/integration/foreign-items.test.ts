import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deepEqual,
  type EntryRecord,
  type GroupVersionKind,
  getPath,
  type ResourceType,
} from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { declaredOf, edit, expectTakenOut, type ForeignRow, peek } from './support/foreign-row.ts';
import { compileShops, createShop, installShop, readyIs } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const ZOO = `
operatorBox:
  onReconcile:
    deployments:
      - name: web
        image: nginx:1.29
        port: 80
        env: { A: ours }
        nodeSelector: { disk: ssd }
        resources: { limits: { cpu: 100m, memory: 64Mi } }
        volumes: [{ name: data, emptyDir: {} }]
        volumeMounts: [{ name: data, mountPath: /data }]
    statefulSets:
      - { name: db, image: "postgres:17", port: 5432, env: { A: ours } }
    cronJobs:
      - { name: nightly, schedule: "0 3 * * *", image: "busybox:1.37", env: { A: ours } }
    services:
      - { name: front, port: 80, targetPort: 8080, selector: { app: web } }
    ingresses:
      - { name: site, host: a.example.org, serviceName: front, servicePort: 80 }
    configMaps:
      - { name: settings, data: { a: ours } }
    secrets:
      - { name: keys, data: { a: ours } }
    custom:
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader }
        rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: ServiceAccount, name: default, namespace: default }]
      - apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: closed }
        spec:
          podSelector: { matchLabels: { app: web } }
          policyTypes: [Ingress]
          ingress: [{ ports: [{ port: 80, protocol: TCP }] }]
`;

const apps = (kind: string): GroupVersionKind => ({ group: 'apps', version: 'v1', kind });
const plain = (kind: string): GroupVersionKind => ({ group: '', version: 'v1', kind });
const rbac = (kind: string): GroupVersionKind => ({
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind,
});
const net = (kind: string): GroupVersionKind => ({
  group: 'networking.k8s.io',
  version: 'v1',
  kind,
});
const DEPLOYMENT = apps('Deployment');
const POD = '/spec/template/spec';
const JOB_POD = '/spec/jobTemplate/spec/template/spec';

const row = (
  what: string,
  target: readonly [GroupVersionKind, string],
  added: Omit<ForeignRow, 'what' | 'gvk' | 'name'>,
): ForeignRow => ({
  what,
  gvk: target[0],
  name: target[1],
  ...added,
});

const ROWS: readonly ForeignRow[] = [
  row('a container', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/-`,
    value: { name: 'spy', image: 'spy:1' },
    path: 'spec.template.spec.containers[spy]',
  }),
  row('an env variable', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/0/env/-`,
    value: { name: 'EXTRA', value: 'x' },
    path: 'spec.template.spec.containers[web].env[EXTRA]',
  }),
  row('a container port', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/0/ports/-`,
    value: { containerPort: 81, protocol: 'TCP' },
    path: 'spec.template.spec.containers[web].ports[81]',
  }),
  row('a container port of another protocol', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/0/ports/-`,
    value: { containerPort: 80, protocol: 'UDP' },
    path: 'spec.template.spec.containers[web].ports[80]',
  }),
  row('a limit', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/0/resources/limits/ephemeral-storage`,
    value: '1Gi',
    path: 'spec.template.spec.containers[web].resources.limits.ephemeral-storage',
  }),
  row('a volume', [DEPLOYMENT, 'web'], {
    add: `${POD}/volumes/-`,
    value: { name: 'more', emptyDir: {} },
    path: 'spec.template.spec.volumes[more]',
  }),
  row('a volume mount', [DEPLOYMENT, 'web'], {
    add: `${POD}/containers/0/volumeMounts/-`,
    value: { name: 'data', mountPath: '/elsewhere' },
    path: 'spec.template.spec.containers[web].volumeMounts[/elsewhere]',
  }),
  row('a label of the node selector', [DEPLOYMENT, 'web'], {
    add: `${POD}/nodeSelector/zone`,
    value: 'a',
    path: 'spec.template.spec.nodeSelector.zone',
  }),
  row('an env variable', [apps('StatefulSet'), 'db'], {
    add: `${POD}/containers/0/env/-`,
    value: { name: 'EXTRA', value: 'x' },
    path: 'spec.template.spec.containers[db].env[EXTRA]',
  }),
  row('an env variable', [{ group: 'batch', version: 'v1', kind: 'CronJob' }, 'nightly'], {
    add: `${JOB_POD}/containers/0/env/-`,
    value: { name: 'EXTRA', value: 'x' },
    path: 'spec.jobTemplate.spec.template.spec.containers[nightly].env[EXTRA]',
  }),
  row('a label of the selector', [plain('Service'), 'front'], {
    add: '/spec/selector/tier',
    value: 'x',
    path: 'spec.selector.tier',
  }),
  row('a rule', [net('Ingress'), 'site'], {
    add: '/spec/rules/-',
    value: { host: 'b.example.org' },
    path: 'spec.rules',
  }),
  row('a path', [net('Ingress'), 'site'], {
    add: '/spec/rules/0/http/paths/-',
    value: {
      path: '/x',
      pathType: 'Prefix',
      backend: { service: { name: 'x', port: { number: 1 } } },
    },
    path: 'spec.rules[0].http.paths',
  }),
  row('a data key', [plain('ConfigMap'), 'settings'], {
    add: '/data/extra',
    value: 'x',
    path: 'data.extra',
  }),
  row('a data key', [plain('Secret'), 'keys'], {
    add: '/data/extra',
    value: 'eA==',
    path: 'data.extra',
  }),
  row('a rule', [rbac('Role'), 'reader'], {
    add: '/rules/-',
    value: { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
    path: 'rules',
  }),
  row('a verb of a rule', [rbac('Role'), 'reader'], {
    add: '/rules/0/verbs/-',
    value: 'delete',
    path: 'rules[0].verbs',
  }),
  row('a subject', [rbac('RoleBinding'), 'readers'], {
    add: '/subjects/-',
    value: { kind: 'User', name: 'eve', apiGroup: 'rbac.authorization.k8s.io' },
    path: 'subjects',
  }),
  row('a rule', [net('NetworkPolicy'), 'closed'], {
    add: '/spec/ingress/-',
    value: {},
    path: 'spec.ingress',
  }),
  row('a label of the pod selector', [net('NetworkPolicy'), 'closed'], {
    add: '/spec/podSelector/matchLabels/x',
    value: 'y',
    path: 'spec.podSelector.matchLabels.x',
  }),
];

let world: World;
let shops: ResourceType;
let operating: Operating;

beforeAll(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  operating = await world.operate(await compileShops({ shop: ZOO }));
  await createShop(world, shops, { name: 'zoo' });
  await readyIs(world, shops, { name: 'zoo', status: 'True' });
});

afterAll(() => world.stop());

const entriesOf = (): readonly EntryRecord[] =>
  operating.decisions.flatMap(({ entries }) =>
    entries.filter(({ decision }) => decision !== 'unchanged'),
  );

describe('what somebody adds to a list or map that is declared whole is taken out again', () => {
  test.each(ROWS)('$what of $gvk.kind/$name', (row) => expectTakenOut(world, operating, row));

  test('a port that stands in place of the declared one, without a refused request', async () => {
    const before = declaredOf(await peek(world, plain('Service'), 'front'));

    await edit(
      world,
      { gvk: plain('Service'), name: 'front' },
      {
        spec: { ports: [{ port: 81, protocol: 'TCP', targetPort: 1 }] },
      },
    );

    await eventually(
      () => peek(world, plain('Service'), 'front'),
      (object) => deepEqual(declaredOf(object), before),
      3_000,
    );
    expect(entriesOf().filter(({ decision }) => decision === 'failed')).toEqual([]);
  });
});

test('labels and annotations of others stay', async () => {
  await edit(
    world,
    { gvk: plain('ConfigMap'), name: 'settings' },
    {
      metadata: { labels: { theirs: 'yes' }, annotations: { theirs: 'yes' } },
      data: { a: 'theirs' },
    },
  );

  const object = await eventually(
    () => peek(world, plain('ConfigMap'), 'settings'),
    ({ data }) => deepEqual(data, { a: 'ours' }),
  );
  expect(object.metadata.labels).toMatchObject({ theirs: 'yes' });
  expect(object.metadata.annotations).toMatchObject({ theirs: 'yes' });
});

test('with merge: true items of others stay beside those that are declared', async () => {
  const pens = await installShop(world, 'pen');
  const merging = ZOO_OF_ONE;
  await world.operate(await compileShops({ pen: merging }));
  await createShop(world, pens, { name: 'pen' });
  await readyIs(world, pens, { name: 'pen', status: 'True' });

  await edit(
    world,
    { gvk: plain('ConfigMap'), name: 'shared' },
    { data: { theirs: 'x', a: 'theirs' } },
  );

  const object = await eventually(
    () => peek(world, plain('ConfigMap'), 'shared'),
    (each) => getPath(each, ['data', 'a']) === 'ours',
  );
  expect(object['data']).toEqual({ a: 'ours', theirs: 'x' });
});

const ZOO_OF_ONE = `
operatorBox:
  onReconcile:
    configMaps: [{ name: shared, merge: true, data: { a: ours } }]
`;
