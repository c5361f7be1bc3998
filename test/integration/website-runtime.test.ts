import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrdProgram, getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { aCrdProgram, anEntry, anExpression, aTree, noConditions } from '../helpers/builders.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'websites.demo.orkestra.io' },
  spec: {
    group: 'demo.orkestra.io',
    names: { kind: 'Website', plural: 'websites', singular: 'website' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    ],
  },
};

type Roots = { readonly metadata: { name: string }; readonly spec: Record<string, unknown> };

function websiteProgram(): CrdProgram {
  const entry = (kind: string, block: (roots: Roots) => unknown) =>
    anEntry({
      id: `onCreate.${kind}[0]`,
      provider: 'kubernetes',
      kind,
      written: {},
      block: aTree(({ roots }) => block(roots as Roots)),
      identity: aTree(({ roots }) => ({ name: (roots as Roots).metadata.name })),
    });
  return aCrdProgram({
    onCreate: {
      when: noConditions,
      entries: [
        entry('deployments', ({ metadata, spec }) => ({
          name: metadata.name,
          image: spec['image'],
          replicas: String(spec['replicas']),
        })),
        entry('services', ({ metadata, spec }) => ({
          name: metadata.name,
          port: '80',
          targetPort: String(spec['port']),
        })),
      ],
    },
    readsChildren: true,
    status: {
      conditions: true,
      fields: [
        {
          path: ['readyReplicas'],
          value: anExpression(({ roots }) => {
            const children = roots['children'] as Record<
              string,
              { status?: Record<string, unknown> }
            >;
            return children['deployment']?.status?.['readyReplicas'];
          }),
          type: 'integer',
          when: noConditions,
          clearOnFalse: false,
          position: { file: 'k', line: 1, column: 1 },
        },
      ],
    },
  });
}

let world: World;
let operating: Operating;
let types: Record<'website' | 'deployment' | 'service', ResourceType>;

beforeAll(async () => {
  world = await startWorld();
  const crdType = await resolve('apiextensions.k8s.io', 'CustomResourceDefinition');
  await world.client.create(crdType, CRD, signal);
  types = {
    deployment: await resolve('apps', 'Deployment'),
    service: await resolve('', 'Service'),
    website: (await eventually(
      async () => {
        world.client.forgetDiscovery();
        return world.client.resolve(
          { group: 'demo.orkestra.io', version: 'v1alpha1', kind: 'Website' },
          signal,
        );
      },
      (found) => found !== undefined,
    )) as ResourceType,
  };
  operating = await world.operate([websiteProgram()]);
});

afterAll(async () => {
  await world?.stop();
});

async function resolve(group: string, kind: string): Promise<ResourceType> {
  const type = await world.client.resolve({ group, version: 'v1', kind }, signal);
  if (type === undefined) throw new Error(`${kind} is not served`);
  return type;
}

const get = (kind: keyof typeof types, name: string): Promise<KubeObject | undefined> =>
  world.client.get({ type: types[kind], ref: { namespace: 'default', name } }, signal);

function createWebsite(name: string, spec: object = {}): Promise<KubeObject> {
  const website = {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: { name, namespace: 'default' },
    spec: { image: 'nginx', replicas: 2, port: 8080, ...spec },
  };
  return world.client.create(types.website, website, signal);
}

test('children appear, become ready, and the status tells', async () => {
  const website = await createWebsite('web');

  const deployment = await eventually(
    () => get('deployment', 'web'),
    (found) => found !== undefined,
  );
  const service = await eventually(
    () => get('service', 'web'),
    (found) => found !== undefined,
  );
  const ready = await eventually(
    () => get('website', 'web'),
    (found) => (found?.['status'] as { readyReplicas?: number } | undefined)?.readyReplicas === 2,
  );

  expect(deployment?.metadata.ownerReferences).toMatchObject([
    { uid: website.metadata.uid, controller: true },
  ]);
  expect(service?.metadata.ownerReferences).toMatchObject([{ uid: website.metadata.uid }]);
  expect(ready?.['status']).toMatchObject({
    observedGeneration: 1,
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'ValidationFailed', status: 'False' },
      { type: 'ValidationWarning', status: 'False' },
    ],
  });
});

test('a converged custom resource costs no write', async () => {
  await eventually(
    async () => operating.decisions.at(-1),
    (record) => record?.writes === 0,
  );
  const before = operating.decisions.reduce((sum, { writes }) => sum + writes, 0);
  const [crd] = operating.runtime.crds;
  const record = crd?.records({ namespace: 'default', name: 'web' })[0];

  expect(record?.entries.map(({ resource, decision }) => `${resource} ${decision}`)).toEqual([
    'deployments unchanged',
    'services unchanged',
  ]);
  expect(operating.decisions.reduce((sum, { writes }) => sum + writes, 0)).toBe(before);
});

test('drift is undone when it happens', async () => {
  const target = { type: types.deployment, ref: { namespace: 'default', name: 'web' } };
  await world.client.patch(target, { spec: { replicas: 7 } }, { type: 'merge', signal });

  const repaired = await eventually(
    () => get('deployment', 'web'),
    (found) => getPath(found, ['spec', 'replicas']) === 2,
  );

  expect(repaired?.metadata.generation).toBe(3);
});

test('a deleted child comes back', async () => {
  const before = await get('service', 'web');
  await world.client.delete(
    { type: types.service, ref: { namespace: 'default', name: 'web' } },
    {},
    signal,
  );

  const after = await eventually(
    () => get('service', 'web'),
    (found) => found !== undefined && found.metadata.uid !== before?.metadata.uid,
  );

  expect(after).toBeDefined();
});

test('a change of the custom resource is followed', async () => {
  const target = { type: types.website, ref: { namespace: 'default', name: 'web' } };
  await world.client.patch(target, { spec: { replicas: 3 } }, { type: 'merge', signal });

  await eventually(
    () => get('deployment', 'web'),
    (found) => getPath(found, ['spec', 'replicas']) === 3,
  );
});

test('a new custom resource with two children costs three writes', async () => {
  await createWebsite('counted', { replicas: 0 });

  const first = await eventually(
    async () => operating.decisions.find(({ object }) => object === 'default/counted'),
    (record) => record !== undefined,
  );

  expect(first?.writes).toBe(3);
});

test('its events are those of the operator and those others report of its children', async () => {
  const ref = { namespace: 'default', name: 'web' };
  const regarding = {
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'web-7c5ddbdf54-x2b4z',
    namespace: 'default',
  };
  const event = {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: 'web-pod.1', namespace: 'default' },
    eventTime: new Date().toISOString().replace('Z', '000Z'),
    reportingController: 'default-scheduler',
    reportingInstance: 'test',
    type: 'Warning',
    reason: 'FailedScheduling',
    action: 'Scheduling',
    note: 'no node has room',
    regarding,
  };
  await world.client.create(await resolve('events.k8s.io', 'Event'), event, signal);

  const history = await operating.runtime.crds[0]?.events(ref, signal);

  expect(history?.warning).toBe('');
  expect(history?.events.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['WebsiteReconciled', 'FailedScheduling']),
  );
});

test('with the custom resource everything goes', async () => {
  await world.client.delete(
    { type: types.website, ref: { namespace: 'default', name: 'web' } },
    {},
    signal,
  );

  await eventually(
    () => Promise.all([get('deployment', 'web'), get('service', 'web')]),
    (found) => found.every((child) => child === undefined),
  );
});
