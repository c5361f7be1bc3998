import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getPath, type KubeObject, type ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { type CommandWorld, commandWorld } from '../helpers/command-io.ts';
import { compileShops, createShop, installShop, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;

const BEFORE = `operatorBox:
  onCreate:
    configMaps:
      - { name: once, data: { a: "{{ .spec.v }}" } }
  onReconcile:
    configMaps:
      - { name: same, data: { a: "1" } }
      - { name: other, data: { a: "{{ .spec.v }}" } }
      - { name: gone, data: { a: "1" } }
      - { name: listed, data: { a: "1" } }
    secrets:
      - { name: hidden, data: { password: "{{ .spec.v }}" } }
    jobs:
      - { name: job, image: busybox, args: ["{{ .spec.v }}"] }
      - { name: again, image: busybox, args: ["{{ .spec.v }}"], onImmutable: recreate }
    services:
      - { name: web, port: 80 }`;

const AFTER = BEFORE.replace('      - { name: gone, data: { a: "1" } }\n', '').replace(
  '    secrets:\n',
  `      - { name: new, data: { a: "1" } }
      - { name: theirs, data: { a: "1" } }
      - { name: taken, data: { a: "1" }, adopt: true }
      - { name: early, namespace: later, data: { a: "1" } }
    custom:
      - { apiVersion: v1, kind: Namespace, metadata: { name: later } }
      - { apiVersion: v1, kind: ConfigMap, metadata: { name: wrong }, data: { "a/b": "1" } }
    secrets:
`,
);

let world: World;
let command: CommandWorld;
let shops: ResourceType;
let maps: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
  maps = await typeOf(world, { group: '', version: 'v1', kind: 'ConfigMap' });
  command = await commandWorld();
  await writeFile(join(command.folder, 'kubeconfig'), world.devCluster.kubeconfig());
});
afterEach(async () => {
  await command.remove();
  await world.stop();
});

async function files(box: string, spec: object, name = 'corner'): Promise<void> {
  const katalog = `apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: shops }\nspec:\n  crds:\n    shop:\n      apiTypes: { group: shop.example.org, version: v1, kind: Shop, plural: shops }\n${box.replaceAll(/^/gm, '      ')}\n`;
  const cr = {
    apiVersion: 'shop.example.org/v1',
    kind: 'Shop',
    metadata: { name, namespace: 'default' },
    spec,
  };
  await writeFile(join(command.folder, 'katalog.yaml'), katalog);
  await writeFile(join(command.folder, 'cr.yaml'), JSON.stringify(cr));
}

const live = (...args: readonly string[]) =>
  command.ork(
    'template',
    '--cr',
    'cr.yaml',
    '--live',
    '--kubeconfig',
    join(command.folder, 'kubeconfig'),
    ...args,
  );

async function converged(operating: Operating, generation: number): Promise<void> {
  await eventually(
    async () => operating.decisions.at(-1),
    (record) => record?.generation === generation && record.entries.length > 0,
  );
}

async function versions(): Promise<readonly string[]> {
  const kinds = [
    ['', 'v1', 'ConfigMap'],
    ['', 'v1', 'Secret'],
    ['', 'v1', 'Service'],
    ['', 'v1', 'Namespace'],
    ['batch', 'v1', 'Job'],
    ['shop.example.org', 'v1', 'Shop'],
  ] as const;
  const lists = await Promise.all(
    kinds.map(async ([group, version, kind]) => {
      const type = await typeOf(world, { group, version, kind });
      return (await world.client.list(type, {}, signal)).items;
    }),
  );
  return lists
    .flat()
    .map(({ kind, metadata }: KubeObject) => `${kind} ${metadata.name} ${metadata.uid}`)
    .sort();
}

test('what the runtime would make of each object is told as it then comes, and nothing is stored', async () => {
  const operating = await world.operate(await compileShops({ shop: BEFORE }));
  await createShop(world, shops, { name: 'corner', spec: { v: 'one' } });
  await converged(operating, 1);
  await operating.stop();
  for (const name of ['theirs', 'taken']) {
    const metadata = { name, namespace: 'default' };
    await world.client.create(maps, { apiVersion: 'v1', kind: 'ConfigMap', metadata }, signal);
  }
  await files(AFTER, { v: 'two' });
  const before = await versions();

  const { code, stdout } = await live('-o', 'json');

  const [{ objects }] = JSON.parse(stdout).objects;
  const told = new Map<string, { outcome: string; reason: string; changes?: object[] }>(
    objects.map((each: { name: string }) => [each.name, each]),
  );
  expect(Object.fromEntries([...told].map(([name, { outcome }]) => [name, outcome]))).toEqual({
    once: 'kept',
    same: 'as-declared',
    listed: 'as-declared',
    web: 'as-declared',
    other: 'would-update',
    hidden: 'would-update',
    job: 'immutable',
    again: 'would-replace',
    new: 'would-create',
    later: 'would-create',
    early: 'would-create',
    theirs: 'foreign',
    taken: 'would-adopt',
    gone: 'would-remove',
    wrong: 'would-fail',
  });
  expect(told.get('once')?.changes).toEqual([{ path: 'data.a', from: 'one', to: 'two' }]);
  expect(told.get('wrong')?.reason).toContain('a valid config key must consist of');
  expect(told.get('theirs')?.reason).toContain('was not made for this custom resource');
  expect(JSON.stringify(told.get('hidden'))).not.toMatch(/one|two|b25l|dHdv/);
  expect(code).toBe(1);
  expect(await versions()).toEqual(before);
});

test('what is as declared ends with 0, what would be written with 2', async () => {
  const operating = await world.operate(await compileShops({ shop: BEFORE }));
  await createShop(world, shops, { name: 'corner', spec: { v: 'one' } });
  await converged(operating, 1);
  await operating.stop();

  await files(BEFORE, { v: 'one' });
  const same = await live();
  await files(BEFORE.replace('      - { name: gone, data: { a: "1" } }\n', ''), { v: 'one' });
  const less = await live();

  expect(same.code).toBe(0);
  expect(same.stdout).toContain('= configMaps default/same as declared');
  expect(less.stdout).toContain('- configMaps default/gone would be removed: no longer declared');
  expect(less.code).toBe(2);
});

test('a custom resource that is not there yet would have all of its objects created', async () => {
  await files(BEFORE, { v: 'one' }, 'fresh');

  const { code, stdout } = await live('-o', 'json');

  const [{ object, objects }] = JSON.parse(stdout).objects;
  expect(object).toBe('default/fresh');
  expect(new Set(objects.map((each: object) => getPath(each, ['outcome'])))).toEqual(
    new Set(['would-create']),
  );
  expect(code).toBe(2);
  expect((await world.client.list(shops, {}, signal)).items).toEqual([]);
});

test('what others put into a list that is declared whole would be taken out', async () => {
  const operating = await world.operate(await compileShops({ shop: BEFORE }));
  await createShop(world, shops, { name: 'corner', spec: { v: 'one' } });
  await converged(operating, 1);
  await operating.stop();
  const target = { type: maps, ref: { namespace: 'default', name: 'listed' } };
  const options = { type: 'merge', fieldManager: 'someone', signal } as const;
  await world.client.patch(target, { data: { a: '2', extra: '1' } }, options);
  await files(BEFORE, { v: 'one' });

  const { stdout } = await live();

  expect(stdout).toContain('~ configMaps default/listed would change: data.a differs');
  expect(stdout).toContain('data.a: "2" → "1"');
  const stored = await world.client.get(target, signal);
  expect(stored?.['data']).toEqual({ a: '2', extra: '1' });
});

test('a custom resource that the API server refuses hides nothing of another', async () => {
  await files(BEFORE, { v: 'one' }, 'fresh');
  const cr = (name: string, namespace: string): object => ({
    apiVersion: 'shop.example.org/v1',
    kind: 'Shop',
    metadata: { name, namespace },
    spec: { v: 'one' },
  });
  const both = [cr('fresh', 'nowhere'), cr('fresh', 'default')].map((each) => JSON.stringify(each));
  await writeFile(join(command.folder, 'cr.yaml'), both.join('\n---\n'));

  const { code, stdout } = await live();

  expect(stdout).toContain('shop nowhere/fresh');
  expect(stdout).toContain('ORK_API_NOT_FOUND: namespaces "nowhere" not found');
  expect(stdout).toContain('+ configMaps default/same would be created');
  expect(code).toBe(1);
});

test.each([
  { args: ['--live'], text: '--live needs --cr' },
  { args: ['--cr', 'cr.yaml', '--context', 'x'], text: '--context needs --live' },
  { args: ['--cr', 'cr.yaml', '-o', 'text'], text: '-o is text, expected one of yaml, json' },
])('ork template $args is refused: $text', async ({ args, text }) => {
  await files(BEFORE, {});

  const { code, stderr } = await command.ork('template', ...args);

  expect(code).toBe(64);
  expect(stderr).toContain(text);
});
