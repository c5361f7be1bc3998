import { expect, test } from 'vitest';
import type { Operation } from '../../../core/provider/operation.ts';
import { act } from '../../../core/reconcile/act.ts';
import { anObject } from '../../helpers/builders.ts';
import { memoryProvider } from '../../helpers/memory-provider.ts';

function anOperation(name: string): Operation {
  return {
    provider: 'memory',
    entry: name,
    verb: 'create',
    id: `things/${name}`,
    resource: 'things',
    namespace: 'default',
    name,
    wave: 0,
    reason: 'absent',
    payload: {},
  };
}

const owner = {
  crd: 'website',
  gvk: { group: 'g', version: 'v1', kind: 'Website' },
  namespaced: true,
  object: anObject(),
};

function contextFor(
  provider: ReturnType<typeof memoryProvider>,
  signal = new AbortController().signal,
) {
  return { owner, signal, providers: new Map([['memory', provider]]), now: () => 0 };
}

test('a failure holds up nothing of the waves after it', async () => {
  const provider = memoryProvider();
  provider.failing.set('bad', new Error('refused'));
  const waves = [[anOperation('good'), anOperation('bad')], [anOperation('later')]];

  const acted = await act(waves, contextFor(provider));

  expect(acted.map(({ operation, outcome }) => `${operation.name} ${outcome}`)).toEqual([
    'good done',
    'bad failed',
    'later done',
  ]);
  expect([...provider.resources.keys()]).toEqual(['things/good', 'things/later']);
});

test('what nothing declares any more stays while something of its kind fails, for it may be renamed', async () => {
  const provider = memoryProvider();
  provider.failing.set('new', new Error('refused'));
  const ending = { verb: 'delete', entry: '' } as const;
  const waves = [
    [anOperation('new')],
    [
      { ...anOperation('old'), ...ending },
      { ...anOperation('other'), ...ending, resource: 'others' },
      { ...anOperation('unwanted'), verb: 'delete' as const, entry: 'b' },
    ],
  ];

  const acted = await act(waves, contextFor(provider));

  expect(acted.map(({ operation, outcome }) => `${operation.name} ${outcome}`)).toEqual([
    'new failed',
    'old not-reached',
    'other done',
    'unwanted done',
  ]);
});

test('what failed to change holds no removal back: nothing takes its place', async () => {
  const provider = memoryProvider();
  provider.failing.set('present', new Error('refused'));
  const waves = [
    [{ ...anOperation('present'), verb: 'update' as const }],
    [{ ...anOperation('old'), verb: 'delete' as const, entry: '' }],
  ];

  const acted = await act(waves, contextFor(provider));

  expect(acted.map(({ operation, outcome }) => `${operation.name} ${outcome}`)).toEqual([
    'present failed',
    'old done',
  ]);
});

test('operations of a wave run side by side', async () => {
  const provider = memoryProvider();
  const started: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const apply = async ({ name }: Operation) => {
    started.push(name);
    if (started.length === 2) release();
    await gate;
    return { outcome: 'done' } as const;
  };

  const acted = await act(
    [[anOperation('a'), anOperation('b')]],
    contextFor({ ...provider, apply }),
  );

  expect(acted.every(({ outcome }) => outcome === 'done')).toBe(true);
});

test('nothing is begun after an abort', async () => {
  const provider = memoryProvider();

  const acted = await act([[anOperation('a')]], contextFor(provider, AbortSignal.abort()));

  expect(acted.map(({ outcome }) => outcome)).toEqual(['not-reached']);
  expect(provider.resources.size).toBe(0);
});
