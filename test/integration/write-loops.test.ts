import { afterEach, beforeEach, expect, test } from 'vitest';
import { getPath, type KubeObject } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, readyIs } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const REF = { namespace: 'default', name: 'corner' };

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const CONFIG_MAP = 'configMaps: [{ name: "{{ .metadata.name }}", data: { motto: open } }]';

/** What a loop is said to be, once it is said. */
async function loopOf(type: Awaited<ReturnType<typeof installShop>>): Promise<KubeObject> {
  const found = await eventually(
    () => getShop(world, type, 'corner'),
    (object) => conditionOf(object, 'WriteLoop')?.['status'] === 'True',
  );
  if (found === undefined) throw new Error('The shop is gone');
  return found;
}

function conditionOf(
  object: KubeObject | undefined,
  type: string,
): Readonly<Record<string, unknown>> | undefined {
  const conditions = getPath(object, ['status', 'conditions']);
  return Array.isArray(conditions) ? conditions.find((each) => each.type === type) : undefined;
}

function writesOf(operating: Operating): number {
  return operating.decisions.reduce((sum, { writes }) => sum + writes, 0);
}

test.each([
  {
    what: 'a status field that counts itself',
    settings:
      'operatorBox: { status: { fields: [{ path: count, value: "{{ add (.status.count | default 0) 1 }}", type: int }] } }',
    field: 'status.count',
  },
  {
    what: 'a status field that reads the version of its own object',
    settings:
      'operatorBox: { status: { fields: [{ path: seen, value: "{{ .metadata.resourceVersion }}" }] } }',
    field: 'status.seen',
  },
  {
    what: 'two status fields that feed each other',
    settings: `operatorBox:
  status:
    fields:
      - { path: left, value: "{{ add (.status.right | default 0) 1 }}", type: int }
      - { path: right, value: "{{ add (.status.left | default 0) 1 }}", type: int }`,
    field: 'status.left',
  },
])('$what is slowed down to the resync, and told', async ({ settings, field }) => {
  const type = await installShop(world, 'shop');
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner' });

  const object = await loopOf(type);
  const writes = writesOf(operating);

  expect(conditionOf(object, 'WriteLoop')).toMatchObject({
    reason: 'SelfFed',
    message: expect.stringContaining(field),
  });
  expect(writes).toBeLessThan(30);
  const [crd] = operating.runtime.crds;
  expect(crd?.health().looping).toMatchObject([
    { object: 'default/corner', message: expect.stringContaining(field) },
  ]);
  const loopEvents = operating.events.filter(({ event }) => event.reason === 'ShopWriteLoop');
  expect(loopEvents).toMatchObject([
    { event: { type: 'Warning', note: expect.stringContaining(field) } },
  ]);
  expect(operating.decisions.at(-1)).toMatchObject({ outcome: 'held' });
});

test('a figure of the operator in the status is written once per resync', async () => {
  const type = await installShop(world, 'shop');
  const settings = `resync: 600s
operatorBox: { status: { fields: [{ path: reconciles, value: "{{ .health.totalReconciles }}" }] } }`;
  const operating = await world.operate(
    await compileShops({ shop: settings.replace('resync: 600s\n', '') }),
  );
  await createShop(world, type, { name: 'corner' });
  await readyIs(world, type, { name: 'corner', status: 'True' });
  await createShop(world, type, { name: 'late' });
  await readyIs(world, type, { name: 'late', status: 'True' });

  expect(operating.decisions.filter(({ object }) => object === 'default/corner')).toHaveLength(1);
});

test('a manager that sets a child back is named, and the fight is slowed down', async () => {
  const type = await installShop(world, 'shop');
  const settings = `operatorBox: { onReconcile: { ${CONFIG_MAP} } }`;
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner' });
  await readyIs(world, type, { name: 'corner', status: 'True' });
  const target = {
    type: {
      group: '',
      version: 'v1',
      kind: 'ConfigMap',
      plural: 'configmaps',
      namespaced: true,
      subresources: [],
      verbs: [],
    },
    ref: REF,
  };
  const patch = { data: { motto: 'closed' } };
  const how = { type: 'merge', fieldManager: 'night-watch', signal } as const;
  let setBack = 0;
  let isFighting = true;
  const fight = (async () => {
    while (isFighting) {
      const live = await world.client.get(target, signal);
      if (getPath(live, ['data', 'motto']) === 'closed') continue;
      await world.client.patch(target, patch, how);
      setBack += 1;
    }
  })();

  const object = await loopOf(type);
  isFighting = false;
  await fight;

  expect(conditionOf(object, 'WriteLoop')).toMatchObject({ reason: 'Contested' });
  expect(conditionOf(object, 'WriteLoop')?.['message']).toContain('data.motto');
  expect(conditionOf(object, 'WriteLoop')?.['message']).toContain('night-watch');
  expect(conditionOf(object, 'Ready')).toMatchObject({ status: 'False', reason: 'WriteLoop' });
  expect(setBack).toBeLessThan(60);
  expect(operating.runtime.crds[0]?.health().looping).toHaveLength(1);
});

test('an edited spec releases the brake, and the end of the loop is told', async () => {
  const type = await installShop(world, 'shop');
  const settings =
    'operatorBox: { status: { fields: [{ path: count, value: "{{ add (.status.count | default 0) 1 }}", type: int, when: [{ field: spec.counts, equals: "yes" }] }] } }';
  await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner', spec: { counts: 'yes' } });
  await loopOf(type);

  const edit = { spec: { counts: 'no' } };
  await world.client.patch({ type, ref: REF }, edit, { type: 'merge', signal });

  const object = await eventually(
    () => getShop(world, type, 'corner'),
    (shop) => conditionOf(shop, 'WriteLoop')?.['status'] === 'False',
  );
  expect(conditionOf(object, 'WriteLoop')).toMatchObject({ reason: 'NoLoop' });
});

test('a state machine of twenty phases that its children drive is not slowed down', async () => {
  const type = await installShop(world, 'shop');
  const phases = Array.from({ length: 20 }, (_, at) => at);
  const maps = phases
    .map((at) => {
      const when =
        at === 0
          ? ''
          : `, when: [{ field: children.configmaps.p${at - 1}.data.done, equals: "yes" }]`;
      return `      - { name: p${at}, data: { done: "no" }, reconcile: false${when} }`;
    })
    .join('\n');
  const fields = phases
    .map(
      (at) =>
        `      - { path: phase, value: "p${at}", when: [{ field: children.configmaps.p${at}.data.done, equals: "yes" }] }`,
    )
    .join('\n');
  const settings = `operatorBox:\n  onCreate:\n    configMaps:\n${maps}\n  status:\n    fields:\n${fields}`;
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner' });
  const ofConfigMap = {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    plural: 'configmaps',
    namespaced: true,
    subresources: [],
    verbs: [],
  };
  for (const at of phases) {
    const target = { type: ofConfigMap, ref: { namespace: 'default', name: `p${at}` } };
    await eventually(
      () => world.client.get(target, signal),
      (object) => object !== undefined,
    );
    await world.client.patch(target, { data: { done: 'yes' } }, { type: 'merge', signal });
  }

  await eventually(
    () => getShop(world, type, 'corner'),
    (object) => getPath(object, ['status', 'phase']) === 'p19',
  );
  expect(operating.runtime.crds[0]?.health().looping).toEqual([]);
});
