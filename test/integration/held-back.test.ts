import { afterEach, beforeEach, test } from 'vitest';
import type { ResourceType } from '../../core/index.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { compileShops, createShop, installShop, readyIs, typeOf } from './support/shop.ts';
import { type Operating, startWorld, type World } from './support/world.ts';

const signal = new AbortController().signal;
const CONFIG_MAP = { group: '', version: 'v1', kind: 'ConfigMap' };
const SHOP = { namespace: 'default', name: 'one' };

let world: World;
let shops: ResourceType;
beforeEach(async () => {
  world = await startWorld();
  shops = await installShop(world, 'shop');
});
afterEach(() => world.stop());

/** Names of our ConfigMaps. */
async function present(): Promise<readonly string[]> {
  const type = await typeOf(world, CONFIG_MAP);
  const { items } = await world.client.list(type, { labelSelector: 'orkestra-owner' }, signal);
  return items.map(({ metadata }) => metadata.name).sort();
}

async function start(entries: string, spec: object): Promise<Operating> {
  const box = `operatorBox:\n  onReconcile:\n    configMaps:\n${entries}`;
  const operating = await world.operate(await compileShops({ shop: box }));
  await createShop(world, shops, { name: 'one', spec });
  await readyIs(world, shops, { name: 'one', status: 'True' });
  return operating;
}

/** Changes the spec, and waits until a cycle has failed over it. */
async function spoil(operating: Operating, spec: object): Promise<void> {
  const edited = await world.client.patch(
    { type: shops, ref: SHOP },
    { spec },
    { type: 'merge', signal },
  );
  await eventually(
    async () => operating.decisions.at(-1),
    (last) => last?.generation === edited.metadata.generation && last?.outcome === 'failed',
  );
}

const FAILS_AT_ZERO = '{{ div 8 .spec.n }}';

/** What a failing entry holds back; the spec of before makes everything, the one of after breaks it. */
const ROWS = [
  {
    what: 'what a condition ends goes, whatever fails beside it',
    entries: `
      - { name: kept, data: { a: "${FAILS_AT_ZERO}" } }
      - { name: ended, data: { a: b }, when: [{ field: spec.on, equals: "yes" }] }`,
    before: { n: 1, on: 'yes' },
    after: { n: 0, on: 'no' },
    stays: ['kept'],
  },
  {
    what: 'an item that is gone from the list goes, though another item fails',
    entries: `
      - { name: "{{ .item.name }}", data: { a: "{{ div 8 .item.n }}" }, forEach: { field: spec.items } }`,
    before: {
      items: [
        { name: 'a', n: 1 },
        { name: 'b', n: 1 },
        { name: 'c', n: 1 },
      ],
    },
    after: {
      items: [
        { name: 'a', n: 1 },
        { name: 'b', n: 0 },
      ],
    },
    stays: ['a', 'b'],
  },
  {
    what: 'an object that may have been renamed stays while its successor fails',
    entries: `
      - { name: "{{ .spec.name }}", data: { a: "${FAILS_AT_ZERO}" } }`,
    before: { n: 1, name: 'former' },
    after: { n: 0, name: 'successor' },
    stays: ['former'],
  },
  {
    what: 'nothing of the kind goes while an entry has no name',
    entries: `
      - { name: "n{{ div 8 .spec.n }}", data: { a: b } }
      - { name: ended, data: { a: b }, when: [{ field: spec.on, equals: "yes" }] }`,
    before: { n: 1, on: 'yes' },
    after: { n: 0, on: 'no' },
    stays: ['ended', 'n8'],
  },
  {
    what: 'an object that a failing entry shares with one that a condition ends stays',
    entries: `
      - { name: both, data: { a: b }, when: [{ field: spec.on, equals: "yes" }] }
      - { name: both, data: { a: "${FAILS_AT_ZERO}" }, when: [{ field: spec.on, equals: "no" }] }`,
    before: { n: 1, on: 'yes' },
    after: { n: 0, on: 'no' },
    stays: ['both'],
  },
];

test.each(ROWS)('$what', async ({ entries, before, after, stays }) => {
  const operating = await start(entries, before);

  await spoil(operating, after);

  await eventually(present, (names) => String(names) === String(stays), 3_000);
});
