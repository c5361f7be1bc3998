import { afterEach, describe, expect, test } from 'vitest';
import {
  type DesiredBlock,
  ErrorCode,
  type JsonObject,
  OrkError,
  type ResourceType,
} from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

function custom(group: string, kind: string, rest: JsonObject): JsonObject {
  return {
    apiVersion: group === '' ? 'v1' : `${group}/v1`,
    kind,
    metadata: { name: 'x' },
    ...rest,
  };
}

const RBAC = 'rbac.authorization.k8s.io';
interface Member {
  readonly title: string;
  readonly kind?: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly path: string;
}

const BUILT_IN: readonly Member[] = [
  {
    title: 'size of the claims of a StatefulSet',
    kind: 'statefulSets',
    before: {
      name: 'x',
      image: 'a',
      volumeClaimTemplates: [{ name: 'd', storageClass: 's', storageSize: '1Gi' }],
    },
    after: {
      name: 'x',
      image: 'a',
      volumeClaimTemplates: [{ name: 'd', storageClass: 's', storageSize: '2Gi' }],
    },
    path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
  },
  {
    title: 'claims of a StatefulSet that are no longer declared',
    kind: 'statefulSets',
    before: {
      name: 'x',
      image: 'a',
      volumeClaimTemplates: [{ name: 'd', storageClass: 's', storageSize: '1Gi' }],
    },
    after: { name: 'x', image: 'a' },
    path: 'spec.volumeClaimTemplates',
  },
  {
    title: 'serviceName of a StatefulSet',
    kind: 'statefulSets',
    before: { name: 'x', image: 'a', serviceName: 'one' },
    after: { name: 'x', image: 'a', serviceName: 'two' },
    path: 'spec.serviceName',
  },
  {
    title: 'image of a Job',
    kind: 'jobs',
    before: { name: 'x', image: 'one' },
    after: { name: 'x', image: 'two' },
    path: 'spec.template.spec.containers[x].image',
  },
  {
    title: 'a Service that becomes headless',
    kind: 'services',
    before: { name: 'x', port: 80 },
    after: { name: 'x', port: 80, headless: true },
    path: 'spec.clusterIP',
  },
  {
    title: 'a Service that is no longer headless',
    kind: 'services',
    before: { name: 'x', port: 80, headless: true },
    after: { name: 'x', port: 80 },
    path: 'spec.clusterIP',
  },
  {
    title: 'type of a Secret',
    kind: 'secrets',
    before: { name: 'x', data: { a: 'b' } },
    after: { name: 'x', data: { a: 'b' }, type: 'example.org/x' },
    path: 'type',
  },
  {
    title: 'a claim that shrinks',
    kind: 'persistentVolumeClaims',
    before: { name: 'x', storage: '2Gi' },
    after: { name: 'x', storage: '1Gi' },
    path: 'spec.resources.requests.storage',
  },
  {
    title: 'accessModes of a claim',
    kind: 'persistentVolumeClaims',
    before: { name: 'x', storage: '2Gi' },
    after: { name: 'x', storage: '2Gi', accessModes: ['ReadWriteMany'] },
    path: 'spec.accessModes[0]',
  },
  {
    title: 'storageClassName of a claim',
    kind: 'persistentVolumeClaims',
    before: { name: 'x', storage: '2Gi', storageClassName: 'one' },
    after: { name: 'x', storage: '2Gi', storageClassName: 'two' },
    path: 'spec.storageClassName',
  },
  {
    title: 'volumeMode of a claim',
    kind: 'persistentVolumeClaims',
    before: { name: 'x', storage: '2Gi' },
    after: { name: 'x', storage: '2Gi', volumeMode: 'Block' },
    path: 'spec.volumeMode',
  },
  {
    title: 'volumeName of a claim',
    kind: 'persistentVolumeClaims',
    before: { name: 'x', storage: '2Gi', volumeName: 'one' },
    after: { name: 'x', storage: '2Gi', volumeName: 'two' },
    path: 'spec.volumeName',
  },
];

function field(
  group: string,
  kind: string,
  path: string,
  values: readonly [unknown, unknown],
): Member {
  const at = (value: unknown): JsonObject =>
    custom(
      group,
      kind,
      path
        .split('.')
        .reverse()
        .reduce<unknown>((inner, key) => ({ [key]: inner }), value) as JsonObject,
    );
  return { title: `${path} of a ${kind}`, before: at(values[0]), after: at(values[1]), path };
}

function podsOf(app: string): JsonObject {
  const template = { metadata: { labels: { app } }, spec: {} };
  return { spec: { selector: { matchLabels: { app } }, template } };
}

const CUSTOM: readonly Member[] = [
  field('apps', 'Deployment', 'spec.selector.matchLabels.app', ['a', 'b']),
  field('apps', 'ReplicaSet', 'spec.selector.matchLabels.app', ['a', 'b']),
  field('apps', 'DaemonSet', 'spec.selector.matchLabels.app', ['a', 'b']),
  field('apps', 'StatefulSet', 'spec.podManagementPolicy', ['Parallel', 'OrderedReady']),
  field('apps', 'StatefulSet', 'spec.selector.matchLabels.app', ['a', 'b']),
  field('apps', 'ControllerRevision', 'data.a', ['a', 'b']),
  field('batch', 'Job', 'spec.completions', [1, 2]),
  field('batch', 'Job', 'spec.template.spec.restartPolicy', ['Never', 'OnFailure']),
  field('batch', 'Job', 'spec.completionMode', ['Indexed', 'NonIndexed']),
  field(RBAC, 'RoleBinding', 'roleRef.name', ['a', 'b']),
  field(RBAC, 'ClusterRoleBinding', 'roleRef.name', ['a', 'b']),
  field('storage.k8s.io', 'StorageClass', 'provisioner', ['a', 'b']),
  field('storage.k8s.io', 'StorageClass', 'reclaimPolicy', ['Delete', 'Retain']),
  field('storage.k8s.io', 'StorageClass', 'volumeBindingMode', [
    'Immediate',
    'WaitForFirstConsumer',
  ]),
  field('scheduling.k8s.io', 'PriorityClass', 'value', [1, 2]),
  field('node.k8s.io', 'RuntimeClass', 'handler', ['a', 'b']),
  field('networking.k8s.io', 'IngressClass', 'spec.controller', ['a', 'b']),
  field('discovery.k8s.io', 'EndpointSlice', 'addressType', ['IPv4', 'IPv6']),
  field('', 'Service', 'spec.clusterIP', ['10.0.0.1', '10.0.0.2']),
  field('', 'Secret', 'type', ['a', 'b']),
  {
    ...field('', 'ResourceQuota', 'spec.scopes', [['BestEffort'], ['Terminating']]),
    path: 'spec.scopes[0]',
  },
  {
    title: 'selector of a Deployment, with the labels of its pods',
    before: custom('apps', 'Deployment', podsOf('a')),
    after: custom('apps', 'Deployment', podsOf('b')),
    path: 'spec.selector.matchLabels.app',
  },
  {
    title: 'data of a ConfigMap with immutable: true',
    before: custom('', 'ConfigMap', { immutable: true, data: { a: '1' } }),
    after: custom('', 'ConfigMap', { immutable: true, data: { a: '2' } }),
    path: 'data.a',
  },
  {
    title: 'a key taken out of a ConfigMap with immutable: true',
    before: custom('', 'ConfigMap', { immutable: true, data: { a: '1', b: '1' } }),
    after: custom('', 'ConfigMap', { immutable: true, data: { a: '1' } }),
    path: 'data.b',
  },
  {
    title: 'data of a Secret with immutable: true',
    before: custom('', 'Secret', { immutable: true, data: { a: 'MQ==' } }),
    after: custom('', 'Secret', { immutable: true, data: { a: 'Mg==' } }),
    path: 'data.a',
  },
];

function pod(spec: JsonObject, container: JsonObject = {}): JsonObject {
  const containers = [{ name: 'web', image: 'one', ...container }];
  return custom('', 'Pod', { spec: { containers, ...spec } });
}

const WEB = 'spec.containers[web]';
const TOLERATION = { key: 'a', operator: 'Exists' };
const GATE = { name: 'example.org/a' };
const SIDE = { name: 'side', image: 'one' };

const PODS: readonly Member[] = [
  {
    title: 'args of a container of a Pod',
    before: pod({}, { args: ['a'] }),
    after: pod({}, { args: ['b'] }),
    path: `${WEB}.args[0]`,
  },
  {
    title: 'env of a container of a Pod',
    before: pod({}, { env: [{ name: 'A', value: '1' }] }),
    after: pod({}, { env: [{ name: 'A', value: '2' }] }),
    path: `${WEB}.env[A].value`,
  },
  {
    title: 'resources of a container of a Pod',
    before: pod({}, { resources: { requests: { cpu: '1' } } }),
    after: pod({}, { resources: { requests: { cpu: '2' } } }),
    path: `${WEB}.resources.requests.cpu`,
  },
  {
    title: 'a container that a Pod has not',
    before: pod({}),
    after: pod({ containers: [{ name: 'web', image: 'one' }, SIDE] }),
    path: 'spec.containers[side]',
  },
  {
    title: 'command of an init container of a Pod',
    before: pod({ initContainers: [{ ...SIDE, command: ['a'] }] }),
    after: pod({ initContainers: [{ ...SIDE, command: ['b'] }] }),
    path: 'spec.initContainers[side].command[0]',
  },
  {
    title: 'serviceAccountName of a Pod',
    before: pod({ serviceAccountName: 'a' }),
    after: pod({ serviceAccountName: 'b' }),
    path: 'spec.serviceAccountName',
  },
  {
    title: 'volumes of a Pod',
    before: pod({ volumes: [{ name: 'a', configMap: { name: 'a' } }] }),
    after: pod({ volumes: [{ name: 'a', configMap: { name: 'b' } }] }),
    path: 'spec.volumes[a].configMap.name',
  },
  {
    title: 'a longer activeDeadlineSeconds of a Pod',
    before: pod({ activeDeadlineSeconds: 10 }),
    after: pod({ activeDeadlineSeconds: 20 }),
    path: 'spec.activeDeadlineSeconds',
  },
  {
    title: 'terminationGracePeriodSeconds of a Pod',
    before: pod({ terminationGracePeriodSeconds: 10 }),
    after: pod({ terminationGracePeriodSeconds: 20 }),
    path: 'spec.terminationGracePeriodSeconds',
  },
  {
    title: 'another toleration in the place of one of a Pod',
    before: pod({ tolerations: [TOLERATION] }),
    after: pod({ tolerations: [{ ...TOLERATION, key: 'b' }] }),
    path: 'spec.tolerations[0].key',
  },
  {
    title: 'nodeSelector of a Pod',
    before: pod({ nodeSelector: { a: 'b' } }),
    after: pod({ nodeSelector: { a: 'c' } }),
    path: 'spec.nodeSelector.a',
  },
  {
    title: 'another nodeSelector of a gated Pod',
    before: pod({ schedulingGates: [GATE], nodeSelector: { a: 'b' } }),
    after: pod({ schedulingGates: [GATE], nodeSelector: { a: 'c' } }),
    path: 'spec.nodeSelector.a',
  },
];

const MEMBERS = [
  ...BUILT_IN,
  ...[...CUSTOM, ...PODS].map((member) => ({ ...member, title: `custom: ${member.title}` })),
];

const CLUSTER_SCOPED = new Set([
  'ClusterRoleBinding',
  'StorageClass',
  'PriorityClass',
  'RuntimeClass',
  'IngressClass',
]);

function aType(apiVersion: string, kind: string): ResourceType {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const plural = `${kind.toLowerCase()}s`;
  const namespaced = !CLUSTER_SCOPED.has(kind);
  return { group, version, kind, plural, namespaced, subresources: [], verbs: [] };
}

/** A provider that has made the object as it was declared first. */
async function made({
  kind = 'custom',
  before,
}: Member): Promise<(block: JsonObject) => DesiredBlock> {
  const cluster = new FakeCluster();
  // The API server gives every Service an address.
  cluster.normalise = (object) => {
    const spec = object['spec'] as JsonObject | undefined;
    const isOpen = object.kind === 'Service' && spec?.['clusterIP'] === undefined;
    return isOpen ? { ...object, spec: { ...spec, clusterIP: '10.0.0.9' } } : object;
  };
  const { apiVersion, kind: name } = before;
  if (kind === 'custom') cluster.install(aType(String(apiVersion), String(name)));
  const blockOf = (block: JsonObject): DesiredBlock =>
    aBlock(kind, block, { onImmutable: 'report' });
  rig = await aRig([blockOf(before)], { cluster });
  await rig.cycle([blockOf(before)]);
  return blockOf;
}

describe('a field that cannot be changed', () => {
  test.each(MEMBERS)('$title: is told with what is stored and what is declared', async (member) => {
    const blockOf = await made(member);

    // What is no longer declared, or written beside it, takes one write; the record says the same from then on.
    await rig.cycle([blockOf(member.after)]);
    const writes = rig.cluster.writes;
    const plan = await rig.cycle([blockOf(member.after)]);

    expect(plan.operations).toEqual([]);
    expect(rig.cluster.writes).toBe(writes);
    const [{ standing } = {}] = plan.unchanged;
    expect(standing?.decision).toBe('immutable');
    expect(standing?.changes?.map(({ path }) => path)).toContain(member.path);
    expect(standing?.reason).toContain(member.path);
    expect(standing?.reason).toContain('onImmutable');
    // No way out is named that is not one.
    if (member.kind === 'persistentVolumeClaims')
      expect(standing?.reason).not.toContain('recreate');
  });

  test.each(MEMBERS)('$title: with onImmutable: keep it is left, by intent', async (member) => {
    const blockOf = await made(member);
    const after = { ...blockOf(member.after), onImmutable: 'keep' } as const;
    await rig.cycle([after]);

    const [{ standing } = {}] = (await rig.cycle([after])).unchanged;

    expect(standing?.decision).toBe('kept');
  });

  test.each(MEMBERS)(
    '$title: with onImmutable: recreate it is made anew, unless data would be lost',
    async (member) => {
      const blockOf = await made(member);
      const after = { ...blockOf(member.after), onImmutable: 'recreate' } as const;

      const [operation] = (await rig.plan([after])).operations;

      if (member.kind === 'persistentVolumeClaims') expect(operation?.verb).not.toBe('replace');
      else expect(operation?.verb).toBe('replace');
    },
  );
});

describe('what of a Pod can be changed', () => {
  test.each([
    { title: 'image of a container', before: pod({}), after: pod({}, { image: 'two' }) },
    {
      title: 'image of an init container',
      before: pod({ initContainers: [SIDE] }),
      after: pod({ initContainers: [{ ...SIDE, image: 'two' }] }),
    },
    {
      title: 'a first activeDeadlineSeconds',
      before: pod({}),
      after: pod({ activeDeadlineSeconds: 5 }),
    },
    {
      title: 'a shorter activeDeadlineSeconds',
      before: pod({ activeDeadlineSeconds: 9 }),
      after: pod({ activeDeadlineSeconds: 5 }),
    },
    {
      title: 'one more toleration',
      before: pod({ tolerations: [TOLERATION] }),
      after: pod({ tolerations: [TOLERATION, { key: 'b', operator: 'Exists' }] }),
    },
    {
      title: 'a narrower nodeSelector while a gate holds it',
      before: pod({ schedulingGates: [GATE], nodeSelector: { a: 'b' } }),
      after: pod({ schedulingGates: [GATE], nodeSelector: { a: 'b', c: 'd' } }),
    },
    {
      title: 'labels',
      before: pod({}),
      after: { ...pod({}), metadata: { name: 'x', labels: { a: 'b' } } },
    },
  ])('$title: is written', async ({ before, after }) => {
    const blockOf = await made({ title: '', before, after, path: '' });

    await rig.cycle([blockOf(after)]);

    expect(rig.cluster.peek('Pod', 'x')).toMatchObject(after);
    expect((await rig.cycle([blockOf(after)])).unchanged[0]).not.toHaveProperty('standing');
  });

  test('is written beside what cannot, which stays as it is', async () => {
    const before = pod({}, { env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] });
    const blockOf = await made({ title: '', before, after: {}, path: '' });
    const after = pod(
      {},
      { image: 'two', env: [{ name: 'A', value: '2' }], ports: [{ containerPort: 80 }] },
    );

    await rig.cycle([blockOf(after)]);

    const { spec } = pod(
      {},
      { image: 'two', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] },
    );
    expect(rig.cluster.peek('Pod', 'x')).toMatchObject({ spec });
  });
});

describe('beside a field that cannot be changed', () => {
  test('the rest is enforced, and told', async () => {
    const blockOf = await made({
      title: '',
      kind: 'statefulSets',
      before: { name: 'x', image: 'a', serviceName: 'one', replicas: 1 },
      after: {},
      path: '',
    });

    const { operations } = await rig.plan([
      blockOf({ name: 'x', image: 'b', serviceName: 'two', replicas: 3 }),
    ]);
    const [operation] = operations;
    if (operation === undefined) throw new TypeError('nothing to do');
    const result = await rig.provider.apply(operation, { owner: rig.owner, signal: rig.signal });

    expect(result).toMatchObject({ outcome: 'done', became: { decision: 'immutable' } });
    const became = 'became' in result ? result.became : undefined;
    expect(became?.reason).toContain('spec.serviceName (one, declared two) cannot be changed');
    expect(became?.reason).toContain(
      'updated: spec.replicas, spec.template.spec.containers[x].image',
    );
    const stored = rig.cluster.peek('StatefulSet', 'x');
    expect(stored).toMatchObject({ spec: { replicas: 3, serviceName: 'one' } });
  });

  test.each([
    { replicas: 1, names: 'grow d-x-0 by hand' },
    { replicas: 3, names: 'grow d-x-0 to d-x-2 by hand' },
  ])('of $replicas replicas the claims to grow are named', async ({ replicas, names }) => {
    const sized = (storageSize: string): JsonObject => ({
      name: 'x',
      image: 'a',
      replicas,
      volumeClaimTemplates: [{ name: 'd', storageSize }],
    });
    const member = { title: '', kind: 'statefulSets', before: sized('1Gi'), after: {}, path: '' };
    const blockOf = await made(member);
    await rig.cycle([blockOf(sized('2Gi'))]);

    const [{ standing } = {}] = (await rig.cycle([blockOf(sized('2Gi'))])).unchanged;

    expect(standing?.reason).toContain(
      `${names} (kubectl edit pvc) where their StorageClass allows`,
    );
    expect(standing?.reason).toContain('onImmutable: recreate (pods and claims stay) or keep');
  });

  test('a value of a Secret is not shown', async () => {
    const blockOf = await made({
      title: '',
      before: custom('', 'Secret', { immutable: true, data: { a: 'b25l' } }),
      after: {},
      path: '',
    });
    const after = blockOf(custom('', 'Secret', { immutable: true, data: { a: 'dHdv' } }));
    await rig.cycle([after]);

    expect(JSON.stringify((await rig.cycle([after])).unchanged)).not.toMatch(/b25l|dHdv|one|two/);
  });
});

describe('a field that the API server says cannot be changed', () => {
  const WIDGET = { apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'x' } };

  function refusal(field: string, message: string): OrkError {
    return new OrkError('invalid', {
      code: ErrorCode.ApiInvalid,
      details: { text: message, causes: [{ reason: 'FieldValueInvalid', message, field }] },
    });
  }

  test('found anew after a restart, it is no change: nothing is stored', async () => {
    const before = { ...WIDGET, spec: { size: '1Gi' } };
    const after = { ...WIDGET, spec: { size: '5Gi' } };
    const blockOf = await made({ title: '', before, after, path: '' });
    rig.cluster.refusals.push(refusal('spec.size', 'field is immutable'));
    await rig.cycle([blockOf(after)]);
    rig.stop.abort();
    rig = await aRig([blockOf(after)], { cluster: rig.cluster });
    rig.cluster.refusals.push(refusal('spec.size', 'field is immutable'));

    await rig.cycle([blockOf(after)]);

    const became = { decision: 'immutable' };
    expect(rig.results).toMatchObject([{ outcome: 'done', became, isUntouched: true }]);
  });

  test.each([
    { field: 'spec.size', message: 'Invalid value: "5Gi": field is immutable' },
    { field: 'spec.size', message: 'Invalid value: "string": size may not be changed' },
    { field: 'spec.size', message: 'Invalid value: "string": size can only grow' },
    {
      field: 'spec',
      message: 'Forbidden: updates to widget spec for fields other than color are forbidden',
    },
    { field: 'spec.size', message: 'Invalid value: "string": cannot be modified once set' },
  ])(
    '"$message" for $field: the rest is written, and nothing is sent again',
    async ({ field: path, message }) => {
      const before = { ...WIDGET, spec: { size: '1Gi', color: 'red' } };
      const after = {
        ...WIDGET,
        spec: { size: '5Gi', color: 'red' },
        metadata: { name: 'x', labels: { a: 'b' } },
      };
      const blockOf = await made({ title: '', before, after, path: '' });
      rig.cluster.refusals.push(refusal(path, message));

      await rig.cycle([blockOf(after)]);
      const { writes } = rig.cluster;
      const plan = await rig.cycle([blockOf(after)]);

      expect(rig.cluster.peek('Widget', 'x')).toMatchObject({
        metadata: { labels: { a: 'b' } },
        spec: { size: '1Gi', color: 'red' },
      });
      expect(plan.operations).toEqual([]);
      expect(rig.cluster.writes).toBe(writes);
      expect(plan.unchanged[0]?.standing).toMatchObject({
        decision: 'immutable',
        changes: [{ path: 'spec.size', from: '1Gi', to: '5Gi' }],
      });
    },
  );

  test('a value that is wrong in itself stays a failure', async () => {
    const before = { ...WIDGET, spec: { size: '1Gi' } };
    const blockOf = await made({ title: '', before, after: {}, path: '' });
    rig.cluster.refusals.push(refusal('spec.size', 'Invalid value: "x": must be a quantity'));

    await expect(rig.cycle([blockOf({ ...WIDGET, spec: { size: 'x' } })])).rejects.toMatchObject({
      code: ErrorCode.ApiInvalid,
    });
  });
});
