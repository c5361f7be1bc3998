import { afterEach, beforeEach, expect, test } from 'vitest';
import { getPath } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, getShop, installShop, readyIs } from './support/shop.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const SCHEMA = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { tier: { type: 'string', enum: ['a', 'b'] } },
    },
    status: {
      type: 'object',
      properties: {
        size: { type: 'string', enum: ['small', 'large'] },
        phase: { type: 'string' },
        observedGeneration: { type: 'integer' },
        ports: {
          type: 'array',
          items: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } },
        },
        conditions: {
          type: 'array',
          items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    },
  },
};

const status = (fields: string): string =>
  `operatorBox: { status: { fields: [{ path: phase, value: Up }, ${fields}] } }`;

interface Refused {
  readonly what: string;
  readonly settings: string;
  readonly reason: string;
  readonly message: RegExp;
}

const refused: readonly Refused[] = [
  {
    what: 'a status value outside its enumeration',
    settings: status('{ path: size, value: "{{ .spec.size }}" }'),
    reason: 'StatusRefused',
    message: /status\.size was refused: .*small/,
  },
  {
    what: 'a status value of the wrong type',
    settings: status('{ path: size, expr: "1 = 1" }'),
    reason: 'StatusRefused',
    message: /status\.size was refused: .*string/,
  },
  {
    what: 'a part of a status value',
    settings: status(`{ path: ports, expr: '[{"name": "long name"}]' }`),
    reason: 'StatusRefused',
    message: /status\.ports was refused: .*3/,
  },
  {
    what: 'a spec that mutation makes',
    settings:
      'mutation: { rules: [{ field: spec.tier, override: c }] }\n' +
      status('{ path: size, value: small }'),
    reason: 'ReconcileError',
    message: /spec\.tier/,
  },
  {
    what: 'a label of the custom resource',
    settings: 'labels: { tier: "{{ .spec.size }} !" }\n' + status('{ path: size, value: small }'),
    reason: 'ReconcileError',
    message: /label/,
  },
  {
    what: 'a child',
    settings:
      'operatorBox: { onReconcile: { custom: [{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ports: [{ port: "{{ .spec.port }}" }] } }] } }',
    reason: 'ReconcileError',
    message: /70000|port/,
  },
];

test.each(refused)(
  '$what that the API server refuses is told in condition, record, health and event',
  async ({ settings, reason, message }) => {
    const type = await installShop(world, 'shop', { schema: SCHEMA });
    const operating = await world.operate(await compileShops({ shop: settings }));
    await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });

    const ready = await readyIs(world, type, { name: 'corner', status: 'False' });

    expect(ready).toMatchObject({ reason, message: expect.stringMatching(message) });
    expect(operating.decisions.at(-1)).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(message),
    });
    const [crd] = operating.runtime.crds;
    expect(crd?.health().failing).toMatchObject([
      { object: 'default/corner', error: expect.stringMatching(message) },
    ]);
    expect(operating.events.map(({ event }) => event.type)).toContain('Warning');
  },
);

test('what of a status can be written is written beside what is refused', async () => {
  const type = await installShop(world, 'shop', { schema: SCHEMA });
  const settings = status('{ path: size, value: "{{ .spec.size }}" }');
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });
  await readyIs(world, type, { name: 'corner', status: 'False' });

  const object = await getShop(world, type, 'corner');

  expect(getPath(object, ['status', 'phase'])).toBe('Up');
  expect(operating.decisions.at(-1)?.status.fields).toMatchObject([
    { path: 'phase', outcome: expect.stringMatching(/set|unchanged/) },
    { path: 'size', outcome: 'refused', error: expect.stringContaining('medium') },
  ]);
});

test('a refused status value is sent once, and again when it is another', async () => {
  const type = await installShop(world, 'shop', { schema: SCHEMA });
  const settings = status('{ path: size, value: "{{ .spec.size }}" }');
  const operating = await world.operate(await compileShops({ shop: settings }));
  const ref = { namespace: 'default', name: 'corner' };
  await createShop(world, type, { name: 'corner', spec: { size: 'medium' } });
  await eventually(
    async () => operating.decisions.filter(({ outcome }) => outcome === 'failed').length,
    (failures) => failures > 2,
  );

  const writes = operating.decisions.map((decision) => decision.writes);
  const signal = new AbortController().signal;
  await world.client.patch({ type, ref }, { spec: { size: 'large' } }, { type: 'merge', signal });
  await readyIs(world, type, { name: 'corner', status: 'True' });

  expect(writes.reduce((sum, each) => sum + each)).toBe(2);
  expect(getPath(await getShop(world, type, 'corner'), ['status', 'size'])).toBe('large');
});

test('where the CRD has no status subresource the record says that nothing is stored', async () => {
  const type = await installShop(world, 'shop', { schema: SCHEMA, hasStatus: false });
  const settings = status('{ path: size, value: small }');
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner' });

  const decision = await eventually(
    async () => operating.decisions.at(-1),
    (record) => record !== undefined,
  );

  expect(decision).toMatchObject({
    message: 'status is not stored: the CRD has no status subresource',
    status: { written: false, fields: [{ outcome: 'dropped' }, { outcome: 'dropped' }] },
  });
});

test('a status field that the schema does not know is named as dropped', async () => {
  const type = await installShop(world, 'shop', { schema: SCHEMA });
  const settings = status('{ path: unknown, value: x }');
  const operating = await world.operate(await compileShops({ shop: settings }));
  await createShop(world, type, { name: 'corner' });

  const ready = await eventually(
    async () => readyIs(world, type, { name: 'corner', status: 'True' }),
    ({ message }) => String(message).includes('dropped'),
  );

  expect(ready['message']).toContain('status.unknown was dropped');
  expect(operating.decisions.at(-1)?.status.fields).toMatchObject([
    { path: 'phase' },
    { path: 'unknown', outcome: 'dropped' },
  ]);
});
