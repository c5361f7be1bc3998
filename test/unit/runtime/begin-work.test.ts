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
import { beginAgain, beginWork } from '../../../core/runtime/begin-work.ts';
import { type CrdProviders, createCrdProviders } from '../../../core/runtime/crd-providers.ts';
import { aCrdProgram, anEntry, noConditions } from '../../helpers/builders.ts';
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

function choose(crdProgram: typeof crd, providers: ReadonlyMap<string, Provider>): CrdProviders {
  const world = { crd: crdProgram, clock: fakeClock(), log: silentLogger };
  return createCrdProviders({ ...world, providers, changed: () => undefined });
}

function begin(inventory: Inventory, providers: ReadonlyMap<string, Provider>) {
  const world = { crd, clock: fakeClock(), log: silentLogger };
  return beginWork({ ...world, providers: choose(crd, providers), inventory }, signal);
}

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

test('what cannot be looked after is tried again until it can, and told once', async () => {
  const clock = fakeClock();
  const told: unknown[] = [];
  const log = { ...silentLogger, warn: (fields: object) => void told.push(fields) };
  const answers = [['no right'], ['no right'], []];
  const provider: Provider = {
    ...memoryProvider(),
    begin: async () => ({ notes: [], warnings: answers.shift() ?? [] }),
  };
  const using = aCrdProgram({ onReconcile: { when: noConditions, entries: [anEntry()] } });
  const providers = choose(using, new Map([['memory', provider]]));
  const options = { crd: using, providers, clock, log };
  const became: (readonly string[])[] = [];

  const warnings = await beginWork(options, signal);
  const ended = beginAgain(options, { warnings, became: (left) => void became.push(left) }, signal);
  await clock.advance(600_000);
  const early = [...became];
  await clock.advance(600_000);
  await ended;

  expect(warnings).toEqual(['no right']);
  expect(early).toEqual([]);
  expect(became).toEqual([[]]);
  expect(told).toEqual([{ text: 'no right' }]);
});

test('nothing is tried again where all is looked after', async () => {
  await beginAgain(
    { crd, providers: choose(crd, new Map()), clock: fakeClock(), log: silentLogger },
    { warnings: [], became: () => undefined },
    signal,
  );
});
