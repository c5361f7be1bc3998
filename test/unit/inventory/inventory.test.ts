import { describe, expect, test } from 'vitest';
import { createInventory, INVENTORY_NAME } from '../../../core/inventory/inventory.ts';
import {
  type InventoryRecord,
  inventoryIdOf,
  parseRecord,
  recordOfCrd,
  withNotes,
} from '../../../core/inventory/inventory-record.ts';
import { aCrdProgram } from '../../helpers/builders.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const aCluster = (): FakeCluster => {
  const cluster = fakeCluster();
  cluster.install(aType('ConfigMap'));
  return cluster;
};
const signal = new AbortController().signal;
const crd = aCrdProgram({ watch: { namespace: 'a' } });
const id = inventoryIdOf(crd);

describe('a record', () => {
  test('keeps what was remembered before, whatever the entry says now', () => {
    const before = withNotes(recordOfCrd(crd, undefined), 'kubernetes', ['v1/Secret']);
    const moved = aCrdProgram({
      watch: {},
      katalog: { ...crd.katalog, name: 'renamed' },
      finalizers: { policy: 'needed', names: ['example.org/mine'] },
    });

    expect(recordOfCrd(moved, before)).toMatchObject({
      katalogs: ['renamed', 'test'],
      namespaces: ['', 'a'],
      finalizers: ['example.org/mine'],
      notes: { kubernetes: ['v1/Secret'] },
    });
  });

  test.each(['', '[]', '{"group":1}', 'a: b', undefined])('is not read from %o', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});

describe('the inventory', () => {
  const note = (kind: string) => (before: InventoryRecord | undefined) =>
    withNotes(recordOfCrd(crd, before), 'kubernetes', [
      ...(before?.notes['kubernetes'] ?? []),
      kind,
    ]);
  const writesOf = (cluster: FakeCluster): number => cluster.requests.filter(isWrite).length;
  const isWrite = ({ verb }: { readonly verb: string }): boolean =>
    ['create', 'patch', 'replace', 'apply'].includes(verb);

  test('is one ConfigMap that is made with the first record', async () => {
    const cluster = aCluster();
    const inventory = createInventory(cluster, 'ork');
    await inventory.change(id, note('v1/Secret'), signal);

    const records = await createInventory(cluster, 'ork').read(signal);

    expect([...records.keys()]).toEqual(['websites.demo.orkestra.io']);
    expect(records.get(id)?.notes).toEqual({ kubernetes: ['v1/Secret'] });
    expect(INVENTORY_NAME).toBe('orkestra-inventory');
  });

  test('is not written when a record stays as it is', async () => {
    const cluster = aCluster();
    const inventory = createInventory(cluster, 'ork');
    await inventory.change(id, note('v1/Secret'), signal);
    const before = writesOf(cluster);
    await inventory.change(id, note('v1/Secret'), signal);
    expect(writesOf(cluster)).toBe(before);
  });

  test('loses nothing when two installations write at once', async () => {
    const cluster = aCluster();
    const [one, other] = [createInventory(cluster, 'ork'), createInventory(cluster, 'ork')];
    await Promise.all([one.read(signal), other.read(signal)]);

    await Promise.all([
      one.change(id, note('v1/Secret'), signal),
      other.change(id, note('v1/Service'), signal),
    ]);

    const records = await one.read(signal);
    expect(records.get(id)?.notes).toEqual({ kubernetes: ['v1/Secret', 'v1/Service'] });
  });
});
