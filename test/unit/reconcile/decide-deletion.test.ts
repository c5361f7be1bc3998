import { expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import type { CrdProgram } from '../../../core/program/program.ts';
import { decide } from '../../../core/reconcile/decide.ts';
import type { Decision } from '../../../core/reconcile/decision.ts';
import { aCrdProgram, anEntry, anObject, aTree, noConditions } from '../../helpers/builders.ts';
import { type MemoryProvider, memoryProvider } from '../../helpers/memory-provider.ts';

const deletedAt = Date.UTC(2026, 0, 1);
const leaving = anObject({
  metadata: {
    deletionTimestamp: new Date(deletedAt).toISOString(),
    finalizers: ['orkestra.orkspace.io/cleanup', 'other/one'],
  },
});

async function decideAt(
  crd: CrdProgram,
  provider: MemoryProvider,
  nowMs = deletedAt,
): Promise<Decision> {
  const observation = await provider.observe({} as never, new AbortController().signal);
  const snapshot = {
    object: leaving,
    observations: new Map([['memory', observation]]),
    figures: { metrics: {}, health: {} },
    environment: { nowMs, randomBytes: (size: number) => new Uint8Array(size) },
  };
  return decide(crd, snapshot, new Map([['memory', provider]]));
}

function add(provider: MemoryProvider, id: string): void {
  const [kind = '', name = ''] = id.split('/');
  provider.resources.set(id, { id, kind, namespace: 'default', name, object: {} });
}

function withGroups(...groups: readonly (readonly ReturnType<typeof anEntry>[])[]): CrdProgram {
  return aCrdProgram({
    onDelete: {
      when: noConditions,
      ordered: true,
      timeoutMs: 60_000,
      groups: groups.map((entries, index) => ({ name: `group-${index}`, entries })),
    },
  });
}

const verbs = (decision: Decision) => decision.waves.flat().map(({ verb, id }) => `${verb} ${id}`);

test('with nothing to clean up only our finalizer goes', async () => {
  const decision = await decideAt(aCrdProgram(), memoryProvider());

  expect(decision.isDeleted).toBe(true);
  expect(decision.ownerPatches).toEqual([
    { part: 'metadata', patch: { metadata: { resourceVersion: '1', finalizers: ['other/one'] } } },
  ]);
});

test('what garbage collection will not remove goes before the finalizer', async () => {
  const provider = memoryProvider();
  provider.needsCleanup = true;
  add(provider, 'things/far-away');

  const first = await decideAt(aCrdProgram(), provider);
  provider.resources.clear();
  const second = await decideAt(aCrdProgram(), provider);

  expect(verbs(first)).toEqual(['delete things/far-away']);
  expect(first.isDeleted).toBeUndefined();
  expect(first.waitingFor).toBe('things/far-away');
  expect(second.isDeleted).toBe(true);
});

test('the second group is untouched while objects of the first exist', async () => {
  const provider = memoryProvider();
  add(provider, 'things/one');
  add(provider, 'things/two');
  const crd = withGroups(
    [anEntry({ id: 'g0', name: 'one' })],
    [anEntry({ id: 'g1', name: 'two' })],
  );

  const first = await decideAt(crd, provider);
  provider.resources.delete('things/one');
  const second = await decideAt(crd, provider);
  provider.resources.delete('things/two');
  const third = await decideAt(crd, provider);

  expect(verbs(first)).toEqual(['delete things/one']);
  expect(verbs(second)).toEqual(['delete things/two']);
  expect(third.isDeleted).toBe(true);
});

test('a job with an image is run before later groups', async () => {
  const provider = memoryProvider();
  add(provider, 'things/two');
  const drain = anEntry({
    id: 'g0',
    kind: 'jobs',
    block: aTree(() => ({ name: 'drain', image: 'busybox' })),
  });
  const crd = withGroups([drain], [anEntry({ id: 'g1', name: 'two' })]);

  const first = await decideAt(crd, provider);
  add(provider, 'jobs/drain');
  const second = await decideAt(crd, provider);

  expect(verbs(first)).toEqual(['create jobs/drain']);
  expect(verbs(second)).toEqual(['delete things/two']);
});

test('a deletion that takes longer than its timeout is an error and goes on trying', async () => {
  const provider = memoryProvider();
  add(provider, 'things/one');
  const crd = withGroups([anEntry({ id: 'g0', name: 'one' })]);

  const decision = await decideAt(crd, provider, deletedAt + 60_001);

  expect(decision.error).toMatchObject({
    code: 'ORK_DELETION_TIMEOUT',
    details: { text: 'onDelete.timeout of 1m0s is over, waiting for things/one' },
  });
  expect(verbs(decision)).toEqual(['delete things/one']);
});

test('a deletion that takes too long still tells why it cannot go on', async () => {
  const provider = memoryProvider();
  const drain = anEntry({
    id: 'g0',
    kind: 'jobs',
    block: aTree(() => ({ name: 'drain', image: 'busybox' })),
  });
  const failing: MemoryProvider = {
    ...provider,
    plan: async () => ({
      operations: [],
      unchanged: [],
      waiting: [],
      failures: [
        { entry: 'g0', error: new OrkError('No image', { code: ErrorCode.ResourceInvalid }) },
      ],
      needsCleanup: false,
    }),
  };

  const decision = await decideAt(withGroups([drain]), failing, deletedAt + 60_001);

  expect(decision.error).toMatchObject({
    code: 'ORK_DELETION_TIMEOUT',
    details: { text: 'onDelete.timeout of 1m0s is over: No image' },
  });
});
