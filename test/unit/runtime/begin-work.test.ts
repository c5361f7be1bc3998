import { expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import type { Inventory } from '../../../core/inventory/inventory.ts';
import {
  type InventoryRecord,
  inventoryIdOf,
  recordOfCrd,
  withNotes,
} from '../../../core/inventory/inventory-record.ts';
import { silentLogger } from '../../../core/log.ts';
import type { BeginRequest, Provider } from '../../../core/provider/provider.ts';
import { beginWork } from '../../../core/runtime/begin-work.ts';
import { aCrdProgram } from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { memoryProvider } from '../../helpers/memory-provider.ts';

const signal = new AbortController().signal;
const crd = aCrdProgram();
const id = inventoryIdOf(crd);

function anInventory(
  record?: InventoryRecord,
): Inventory & { record: InventoryRecord | undefined } {
  return {
    record,
    async read() {
      return new Map(this.record === undefined ? [] : [[id, this.record]]);
    },
    async change(_, become) {
      this.record = become(this.record);
    },
  };
}

const remembering = (asked: BeginRequest[]): Provider => ({
  ...memoryProvider(),
  async begin(request) {
    asked.push(request);
    return { notes: ['v1/Secret'], warnings: ['cannot see'] };
  },
});

const begin = (inventory: Inventory, providers: ReadonlyMap<string, Provider>) =>
  beginWork({ crd, providers, inventory, clock: fakeClock(), log: silentLogger }, signal);

test('a provider is given what it noted before, and its new notes are stored', async () => {
  const asked: BeginRequest[] = [];
  const inventory = anInventory(withNotes(recordOfCrd(crd, undefined), 'memory', ['v1/Service']));

  const warnings = await begin(inventory, new Map([['memory', remembering(asked)]]));

  expect(asked).toEqual([{ crd: 'website', notes: ['v1/Service'] }]);
  expect(inventory.record?.notes).toEqual({ memory: ['v1/Secret'] });
  expect(warnings).toEqual(['cannot see']);
});

test('what a provider made that is not there any more is told of, and stays noted', async () => {
  const inventory = anInventory(withNotes(recordOfCrd(crd, undefined), 'aws', ['s3']));

  const warnings = await begin(inventory, new Map());

  expect(warnings.join()).toContain('the provider aws is not there any more');
  expect(inventory.record?.notes).toEqual({ aws: ['s3'] });
});

test('without the right to remember the work begins all the same, with a warning', async () => {
  const refused = new OrkError('no', { code: ErrorCode.ApiForbidden });
  const inventory: Inventory = {
    read: () => Promise.reject(refused),
    change: () => Promise.reject(refused),
  };

  const warnings = await begin(inventory, new Map([['memory', remembering([])]]));

  expect(warnings.join('\n')).toMatch(/cannot be looked up[\s\S]*cannot be remembered/);
});
