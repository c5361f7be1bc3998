import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CrdProgram, ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { memoryProvider } from '../helpers/memory-provider.ts';
import { compileShops, createShop, getShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const MIB = 1024 * 1024;
const provider = memoryProvider();

const copies = (data: string): string => `
operatorBox:
  onReconcile:
    configMaps:
      - name: "{{ .metadata.name }}"
        data: { a: '${data}' }
`;
const OPERATORS = {
  shop: copies('{{ len .spec.text }}'),
  huge: copies('{{ range 10000000 }}0123456789{{ end }}'),
  endless: copies('{% ($f := function($n){ $f($n + 1) }; $f(0)) %}'),
  broken: copies('{{ index .spec.list 7 }}'),
  guarded: `
validation:
  rules:
    - { field: spec.image, prefix: "myorg/", message: "image {{ .spec.image }} is not ours", action: deny }
${copies('{{ .spec.image }}')}`,
  stored: `
operatorBox:
  onReconcile:
    things: [{ name: "{{ .metadata.name }}" }]
`,
};
const INDEX =
  'onReconcile.configMaps[0]: data.a: template: template:1:3: executing "template" at <index .spec.list 7>: error calling index: index out of range: 7';
type Kind = keyof typeof OPERATORS;

let world: World;
let operating: Operating;
let configMaps: ResourceType;
const types = new Map<string, ResourceType>();

beforeAll(async () => {
  world = await startWorld();
  configMaps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  for (const kind of Object.keys(OPERATORS)) types.set(kind, await installShop(world, kind));
  const crds: readonly CrdProgram[] = await compileShops(OPERATORS, [provider]);
  operating = await world.operate(crds, { providers: [provider] });
});

afterAll(() => world?.stop());

function type(kind: Kind): ResourceType {
  const found = types.get(kind);
  if (found === undefined) throw new Error(`${kind} is not installed`);
  return found;
}

const create = (kind: Kind, name: string, spec: object = {}) =>
  createShop(world, type(kind), { name, spec });
const fails = (kind: Kind, name: string) => readyIs(world, type(kind), { name, status: 'False' });
const succeeds = (kind: Kind, name: string) => readyIs(world, type(kind), { name, status: 'True' });

/** Another CRD gets its work done beside. */
async function othersGoOn(name: string): Promise<void> {
  await create('shop', name, { text: 'x' });
  await succeeds('shop', name);
}

test('a custom resource of 1 MiB is served like any other', async () => {
  await create('shop', 'large', { text: 'x'.repeat(MIB) });

  await succeeds('shop', 'large');
  expect((await getShop(world, configMaps, 'large'))?.['data']).toEqual({ a: String(MIB) });
});

test('a template that renders 100 MiB ends by its budget, and another CRD goes on', async () => {
  const failed = create('huge', 'web').then(() => fails('huge', 'web'));

  await othersGoOn('beside-huge');

  expect(await failed).toMatchObject({
    reason: 'ReconcileError',
    // Whichever budget ends first: on a slow machine that is the time.
    message: expect.stringMatching(
      /^onReconcile\.configMaps\[0\]: data\.a: template: template:1:9: executing "template" at <10000000>: budget exceeded: (outputBytes 4194304|durationMs 500)$/,
    ),
  });
  expect(await getShop(world, configMaps, 'web')).toBeUndefined();
});

test('JSONata that never ends ends by its budget, and another CRD goes on', async () => {
  const failed = create('endless', 'web').then(() => fails('endless', 'web'));

  await othersGoOn('beside-endless');

  expect(await failed).toMatchObject({
    reason: 'ReconcileError',
    message: expect.stringMatching(
      /^onReconcile\.configMaps\[0\]: data\.a: expression exceeds its budget: (maxSteps 100000|maxDurationMs 500)$/,
    ),
  });
});

test('a denied custom resource says which rule in two conditions and an event, and gets no child', async () => {
  await create('guarded', 'denied', { image: 'other/nginx' });

  expect(await fails('guarded', 'denied')).toMatchObject({
    reason: 'ReconcileError',
    message:
      'validation failed: field "spec.image": image other/nginx is not ours (got "other/nginx")',
  });
  const denied = await getShop(world, type('guarded'), 'denied');
  expect(denied?.['status']).toMatchObject({
    conditions: expect.arrayContaining([
      expect.objectContaining({
        type: 'ValidationFailed',
        status: 'True',
        reason: 'DenyRuleViolation',
        message: 'field "spec.image": image other/nginx is not ours (got "other/nginx")',
      }),
    ]),
  });
  expect(operating.events.map(({ event }) => event)).toContainEqual({
    type: 'Warning',
    reason: 'GuardedValidationFailed',
    action: 'Validate',
    note: 'shop.example.org/v1/Guarded default/denied: validation failed: field "spec.image": image other/nginx is not ours (got "other/nginx")',
  });
  expect(await getShop(world, configMaps, 'denied')).toBeUndefined();
});

test('a template that fails at run time is told with its place, and other CRDs go on', async () => {
  await create('broken', 'web', { list: [1] });

  expect(await fails('broken', 'web')).toMatchObject({
    reason: 'ReconcileError',
    message: INDEX,
  });
  await othersGoOn('beside-broken');
  const healthOf = (name: Kind) =>
    operating.runtime.crds.find(({ program }) => program.name === name)?.health();
  expect(healthOf('broken')?.failing).toMatchObject([{ object: 'default/web', error: INDEX }]);
  expect(healthOf('shop')).toMatchObject({ state: 'healthy', failing: [] });
});

test('a provider that throws degrades its CRD alone, is asked again, and heals', async () => {
  provider.failing.set('thrown', new TypeError('the store is on fire'));
  const crd = operating.runtime.crds.find(({ program }) => program.name === 'stored');

  await create('stored', 'thrown');
  const degraded = await eventually(
    async () => crd?.health(),
    (health) => health?.state === 'degraded',
  );
  await othersGoOn('beside-stored');
  const condition = await fails('stored', 'thrown');
  expect(degraded?.consecutiveFailures).toBeGreaterThanOrEqual(3);
  provider.failing.delete('thrown');

  await succeeds('stored', 'thrown');
  expect(degraded).toMatchObject({
    healthy: false,
    lastError: 'the store is on fire',
    failing: [{ object: 'default/thrown', error: 'the store is on fire' }],
  });
  expect(condition).toMatchObject({ reason: 'ReconcileError', message: 'the store is on fire' });
  expect(crd?.health()).toMatchObject({ state: 'healthy', failing: [] });
});

test('the runtime was live all the while', () => {
  expect(operating.runtime.status()).toMatchObject({ live: true, ready: true });
  expect(operating.log.filter(({ level }) => level === 'error')).toEqual([]);
});
