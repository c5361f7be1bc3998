import { afterEach, beforeEach, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const REF = { namespace: 'default', name: 'web' };

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.stop());

/** An operator with these settings, and a custom resource that it has made ready. */
async function operate(
  box: string,
  spec: object,
): Promise<{ readonly shops: ResourceType; readonly operating: Operating }> {
  const shops = await installShop(world, 'shop');
  const operating = await world.operate(await compileShops({ shop: box }));
  await createShop(world, shops, { name: 'web', spec });
  await readyIs(world, shops, { name: 'web', status: 'True' });
  return { shops, operating };
}

async function change(shops: ResourceType, spec: object): Promise<void> {
  const options = { type: 'merge', signal } as const;
  await world.client.patch({ type: shops, ref: REF }, { spec }, options);
}

async function stored(kind: string, group = ''): Promise<KubeObject | undefined> {
  const type = await typeOf(world, { group, version: 'v1', kind });
  return world.client.get({ type, ref: REF }, signal);
}

function notReadyEvents({ events }: Operating): readonly string[] {
  return events
    .filter(({ event }) => event.reason === 'ShopNotReady')
    .map(({ event }) => event.note);
}

function statefulSet(rest = ''): string {
  return `
operatorBox:
  onReconcile:
    statefulSets:
      - name: "{{ .metadata.name }}"
        image: "{{ .spec.image }}"
        volumeClaimTemplates: [{ name: data, storageSize: "{{ .spec.size }}" }]
        ${rest}
`;
}

test('a claim template that is to grow is told in Ready, event and record, and the rest is written', async () => {
  const { shops, operating } = await operate(statefulSet(), { size: '1Gi', image: 'one' });

  await change(shops, { size: '2Gi', image: 'two' });

  const ready = await readyIs(world, shops, { name: 'web', status: 'False' });
  expect(ready['reason']).toBe('ImmutableField');
  expect(ready['message']).toContain('(1Gi, declared 2Gi) cannot be changed');
  const set = await stored('StatefulSet', 'apps');
  expect(getPath(set, ['spec', 'template', 'spec', 'containers'])).toMatchObject([
    { image: 'two' },
  ]);
  await eventually(
    async () => notReadyEvents(operating),
    (notes) => notes.length > 0,
  );
  const { writes } = operating.decisions.at(-1) ?? {};
  await change(shops, { other: 'x' });
  const last = await eventually(
    async () => operating.decisions.at(-1),
    (record) => record?.generation === 3,
  );
  expect(writes).toBeDefined();
  expect(last?.entries[0]).toMatchObject({
    decision: 'immutable',
    changes: [
      {
        path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
        from: '1Gi',
        to: '2Gi',
      },
    ],
  });
  expect(notReadyEvents(operating)).toHaveLength(1);
});

test('a StatefulSet that is recreated leaves its pods and claims to the new one', async () => {
  const { shops } = await operate(statefulSet('onImmutable: recreate'), {
    size: '1Gi',
    image: 'one',
  });
  const before = await stored('StatefulSet', 'apps');
  const pods = await typeOf(world, { group: '', version: 'v1', kind: 'Pod' });
  const pod = await eventually(
    () => world.client.get({ type: pods, ref: { ...REF, name: 'web-0' } }, signal),
    (found) => found !== undefined,
  );

  await change(shops, { size: '2Gi' });

  const after = await eventually(
    () => stored('StatefulSet', 'apps'),
    (found) => found !== undefined && found.metadata.uid !== before?.metadata.uid,
  );
  const claims = getPath(after, ['spec', 'volumeClaimTemplates']);
  expect(claims).toMatchObject([{ spec: { resources: { requests: { storage: '2Gi' } } } }]);
  const kept = await world.client.get({ type: pods, ref: { ...REF, name: 'web-0' } }, signal);
  expect(kept?.metadata.uid).toBe(pod?.metadata.uid);
  await readyIs(world, shops, { name: 'web', status: 'True' });
});

test('a Job that is recreated runs again, and the record says replaced', async () => {
  const { shops, operating } = await operate(
    `
operatorBox:
  onReconcile:
    jobs:
      - name: "{{ .metadata.name }}"
        image: i
        command: [run, "{{ .spec.date }}"]
        onImmutable: recreate
`,
    { date: 'monday' },
  );

  await change(shops, { date: 'tuesday' });

  await eventually(
    () => stored('Job', 'batch'),
    (found) => JSON.stringify(found ?? {}).includes('tuesday'),
  );
  await readyIs(world, shops, { name: 'web', status: 'True' });
  const decisions = operating.decisions.flatMap(({ entries }) =>
    entries.map((each) => each.decision),
  );
  expect(decisions).toContain('replaced');
});

test('what is created once and differs is counted by Ready, which stays True', async () => {
  const { shops, operating } = await operate(
    'operatorBox: { onCreate: { configMaps: [{ name: "{{ .metadata.name }}", data: { a: "{{ .spec.a }}" } }] } }',
    { a: 'one' },
  );

  await change(shops, { a: 'two' });

  const last = await eventually(
    async () => operating.decisions.at(-1),
    (record) => record?.generation === 2,
  );
  expect(last?.entries[0]).toMatchObject({
    decision: 'kept',
    reason: 'differs, created once (reconcile: false)',
    changes: [{ path: 'data.a', from: 'one', to: 'two' }],
  });
  const ready = await readyIs(world, shops, { name: 'web', status: 'True' });
  expect(ready['message']).toContain('1 left as they are: configMaps/web differs');
});

test('a field that the kind does not have makes Ready False, and the message names it', async () => {
  const spec = { type: 'object', properties: { size: { type: 'string' } } };
  await installShop(world, 'part', { schema: { type: 'object', properties: { spec } } });
  const shops = await installShop(world, 'shop');
  const box = `
operatorBox:
  onReconcile:
    custom:
      - { apiVersion: shop.example.org/v1, kind: Part, metadata: { name: "{{ .metadata.name }}" }, spec: { size: a, colour: red } }
`;
  await world.operate(await compileShops({ shop: box }));
  await createShop(world, shops, { name: 'web' });

  const ready = await readyIs(world, shops, { name: 'web', status: 'False' });

  expect(ready['message']).toContain('spec.colour is not a field of the schema');
});
