import { expect, test } from 'vitest';
import { silentLogger } from '../../../core/log.ts';
import type { CrdProgram } from '../../../core/program/program.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { createCrdProviders } from '../../../core/runtime/crd-providers.ts';
import { aCrdProgram, anEntry, noConditions } from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { memoryProvider } from '../../helpers/memory-provider.ts';

const signal = new AbortController().signal;
const usingDb = { when: noConditions, entries: [anEntry({ provider: 'db' })] };

function choose(crd: CrdProgram) {
  const attached: string[] = [];
  const noting = (name: string): Provider => ({
    ...memoryProvider(name, `providers.${name}`),
    attach: async () => void attached.push(name),
  });
  const providers = new Map(['aws', 'db'].map((name) => [name, noting(name)]));
  const [clock, log] = [fakeClock(), silentLogger];
  const chosen = createCrdProviders({ crd, providers, clock, log, changed: () => undefined });
  return { chosen, attached };
}

test.each([
  ['onCreate', { onCreate: usingDb }],
  ['onReconcile', { onReconcile: usingDb }],
  [
    'onDelete',
    {
      onDelete: {
        when: noConditions,
        ordered: true,
        timeoutMs: 60_000,
        groups: [{ name: 'one', entries: usingDb.entries }],
      },
    },
  ],
] as const)('only providers that entries of %s use are attached', async (_, change) => {
  const { chosen, attached } = choose(aCrdProgram(change));

  await chosen.attach(signal);

  expect(attached).toEqual(['db']);
  expect([...chosen.inUse.keys()]).toEqual(['db']);
});

test('one whose outputs something reads is attached too', async () => {
  const { chosen } = choose(aCrdProgram({ outputRoots: ['providers'] }));

  expect([...chosen.inUse.keys()]).toEqual(['aws', 'db']);
});

test('one that made something under an earlier revision joins, once', async () => {
  const { chosen, attached } = choose(aCrdProgram({ onReconcile: usingDb }));
  await chosen.attach(signal);

  expect(await chosen.join('aws', signal)).toBe(true);
  expect(await chosen.join('aws', signal)).toBe(true);
  expect(await chosen.join('gone', signal)).toBe(false);

  expect(attached).toEqual(['db', 'aws']);
  expect([...chosen.inUse.keys()]).toEqual(['db', 'aws']);
});
