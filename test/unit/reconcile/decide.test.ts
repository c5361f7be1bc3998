import { expect, test } from 'vitest';
import { ErrorCode, OrkError, textOf } from '../../../core/errors.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import type { CrdProgram } from '../../../core/program/program.ts';
import { decide } from '../../../core/reconcile/decide.ts';
import type { Decision } from '../../../core/reconcile/decision.ts';
import {
  aCrdProgram,
  anEntry,
  anExpression,
  anObject,
  aTree,
  conditions,
  noConditions,
} from '../../helpers/builders.ts';
import { type MemoryProvider, memoryProvider } from '../../helpers/memory-provider.ts';

const environment = {
  nowMs: Date.UTC(2026, 0, 1),
  randomBytes: (size: number) => new Uint8Array(size),
};

async function decideFor(
  crd: CrdProgram,
  provider: MemoryProvider,
  object: KubeObject = anObject(),
): Promise<Decision> {
  const observation = await provider.observe({} as never, new AbortController().signal);
  const observations = new Map([['memory', observation]]);
  const snapshot = { object, observations, figures: { metrics: {}, health: {} }, environment };
  return decide(crd, snapshot, new Map([['memory', provider]]));
}

function reconciling(...entries: readonly ReturnType<typeof anEntry>[]): CrdProgram {
  return aCrdProgram({ onReconcile: { when: noConditions, entries } });
}

async function having(
  provider: MemoryProvider,
  ...ids: readonly string[]
): Promise<MemoryProvider> {
  for (const id of ids) {
    const [kind = '', name = ''] = id.split('/');
    provider.resources.set(id, { id, kind, namespace: 'default', name, object: {} });
  }
  return provider;
}

const summary = ({ entries }: Decision) =>
  entries.map(({ record }) => `${record.decision} ${record.resource}/${record.name}`);

test('what is declared and absent is created, in waves', async () => {
  const crd = reconciling(
    anEntry({ id: 'a', name: 'late' }),
    anEntry({ id: 'b', kind: 'first', name: 'early' }),
  );

  const decision = await decideFor(crd, memoryProvider());

  expect(decision.waves.map((wave) => wave.map(({ name }) => name))).toEqual([['early'], ['late']]);
  expect(summary(decision)).toEqual(['created things/late', 'created first/early']);
});

test('what exists as declared needs nothing', async () => {
  const provider = await having(memoryProvider(), 'things/web');

  const decision = await decideFor(reconciling(anEntry()), provider);

  expect(decision.waves).toEqual([]);
  expect(decision.ownerPatches).toEqual([]);
  expect(summary(decision)).toEqual(['unchanged things/web']);
});

test('a false condition deletes an enforced object and says which condition with the value it saw', async () => {
  const provider = await having(memoryProvider(), 'things/web');
  const entry = anEntry({ when: conditions(false, 'spec.on equals "yes"') });

  const decision = await decideFor(reconciling(entry), provider);

  expect(summary(decision)).toEqual(['skipped things/web', 'deleted things/web']);
  for (const { record } of decision.entries) {
    expect(record.entry).toBe(entry.id);
    expect(record.reason).toBe('spec.on equals "yes" is false (saw "false")');
    expect(record.conditions).toHaveLength(1);
  }
});

test('a false condition leaves an object that is only ensured', async () => {
  const provider = await having(memoryProvider(), 'things/web');
  const entry = anEntry({ mode: 'ensure', deletesWhenFalse: false, when: conditions(false) });

  const decision = await decideFor(reconciling(entry), provider);

  expect(summary(decision)).toEqual(['skipped things/web']);
});

test('of two entries with one name and opposite conditions one switches the content, nothing is deleted', async () => {
  const provider = await having(memoryProvider(), 'things/web');
  const crd = reconciling(
    anEntry({ id: 'a', when: conditions(false) }),
    anEntry({ id: 'b', when: conditions(true) }),
  );

  const decision = await decideFor(crd, provider);

  expect(summary(decision)).toEqual(['skipped things/web', 'unchanged things/web']);
});

test('of two entries that declare one object the later wins and the earlier steps aside', async () => {
  const crd = reconciling(anEntry({ id: 'a' }), anEntry({ id: 'b' }));

  const decision = await decideFor(crd, memoryProvider());

  expect(decision.waves.flat().map(({ entry }) => entry)).toEqual(['b']);
  expect(summary(decision)).toEqual(['skipped things/web', 'created things/web']);
});

test('an entry that fails stops no other, and what it may take the place of stays', async () => {
  const provider = await having(memoryProvider(), 'things/old');
  const broken = aTree(() => {
    throw new Error('no such field');
  });
  const crd = reconciling(
    anEntry({ id: 'a', name: 'one' }),
    anEntry({ id: 'b', name: 'two', block: broken }),
    anEntry({ id: 'c', name: 'three' }),
  );

  const decision = await decideFor(crd, provider);

  expect(decision.waves.flat().map(({ name }) => name)).toEqual(['one', 'three']);
  expect(summary(decision)).toEqual([
    'created things/one',
    'failed things/two',
    'created things/three',
    'not-reached things/old',
  ]);
  expect(decision.error).toMatchObject({ message: 'no such field' });
});

test('an entry whose template fails is named by the error, the record has its name already', async () => {
  const details = { text: 'data.a: no such field' };
  const fault = new OrkError('Template failed', { code: ErrorCode.TemplateExecution, details });
  const block = aTree(() => {
    throw fault;
  });
  const crd = reconciling(anEntry({ id: 'onReconcile.things[1]', block }));

  const decision = await decideFor(crd, memoryProvider());

  expect(textOf(decision.error)).toBe('onReconcile.things[1]: data.a: no such field');
  expect(decision.error).toMatchObject({ code: ErrorCode.TemplateExecution, cause: fault });
  expect(decision.entries[0]?.record).toMatchObject({ error: 'data.a: no such field' });
});

test('forEach declares one object per element and per sorted key of a map', async () => {
  const each = (path: string) =>
    anEntry({
      id: path,
      forEach: { path: ['spec', path], as: 'region' },
      block: aTree(({ roots }) => ({ name: `${roots['region']}-${roots['index']}` })),
    });
  const object = anObject({ spec: { list: ['eu', 'us'], map: { b: 1, a: 2 } } });

  const decision = await decideFor(
    reconciling(each('list'), each('map')),
    memoryProvider(),
    object,
  );

  expect(summary(decision)).toEqual([
    'created things/eu-0',
    'created things/us-1',
    'created things/a-0',
    'created things/b-1',
  ]);
});

test('a denied custom resource gets no resources, and every violation is told', async () => {
  const rule = (field: string) => ({
    field,
    message: anExpression(() => 'is wrong'),
    action: 'deny' as const,
    when: noConditions,
    check: async () => ({ passed: false, saw: 'x' }),
  });
  const crd = { ...reconciling(anEntry()), validation: [rule('spec.a'), rule('spec.b')] };

  const decision = await decideFor(crd, memoryProvider());

  expect(decision.waves).toEqual([]);
  expect(decision.error).toMatchObject({
    details: {
      text: 'validation failed: field "spec.a": is wrong (got "x"); field "spec.b": is wrong (got "x")',
    },
  });
  expect(decision.conditions[0]).toMatchObject({ type: 'ValidationFailed', status: 'True' });
});

test('mutation defaults are seen by templates of the same cycle and stored with one patch', async () => {
  const crd = {
    ...reconciling(
      anEntry({ block: aTree(({ roots }) => ({ name: (roots['spec'] as { n: string }).n })) }),
    ),
    mutation: {
      first: true,
      rules: [
        {
          field: anExpression(() => 'spec.n', 'spec.n'),
          action: 'default' as const,
          value: { literal: 'given' },
          when: noConditions,
        },
      ],
    },
  };

  const decision = await decideFor(crd, memoryProvider());

  expect(summary(decision)).toEqual(['created things/given']);
  expect(decision.ownerPatches).toEqual([{ part: 'spec', patch: { spec: { n: 'given' } } }]);
});

test('a finalizer goes on before the first child when deletion will have work', async () => {
  const provider = memoryProvider();
  provider.needsCleanup = true;

  const decision = await decideFor(reconciling(anEntry()), provider);

  expect(decision.ownerPatches[0]).toMatchObject({
    part: 'metadata',
    patch: {
      metadata: {
        resourceVersion: '1',
        finalizers: ['orkestra.orkspace.io/cleanup'],
        labels: { 'orkestra.orkspace.io/managed': 'true' },
      },
    },
  });
});

test('a finalizer that is no longer needed is taken off', async () => {
  const object = anObject({
    metadata: { finalizers: ['orkestra.orkspace.io/cleanup', 'other/one'] },
  });

  const decision = await decideFor(reconciling(anEntry()), memoryProvider(), object);

  expect(decision.ownerPatches[0]?.patch).toEqual({
    metadata: { resourceVersion: '1', finalizers: ['other/one'] },
  });
});

test('a custom resource in a forbidden namespace is left alone without failing', async () => {
  const crd = { ...reconciling(anEntry()), namespaces: { restricted: ['default'], allowed: [] } };

  const decision = await decideFor(crd, memoryProvider());

  expect(decision.waves).toEqual([]);
  expect(decision.error).toBeUndefined();
  expect(decision.standsAside).toBe('namespace default is restricted by "default"');
  expect(decision.stages).toEqual([
    {
      stage: 'namespace',
      outcome: 'skipped',
      message: 'namespace default is restricted by "default"',
    },
  ]);
});

test('a child whose namespace only its provider knows is skipped when that namespace is forbidden', async () => {
  const crd = { ...reconciling(anEntry()), namespaces: { restricted: ['default'], allowed: [] } };
  const { namespace: _, ...metadata } = anObject().metadata;

  const decision = await decideFor(crd, memoryProvider(), { ...anObject(), metadata });

  expect(decision.waves).toEqual([]);
  expect(decision.error).toBeUndefined();
  expect(decision.entries.map(({ record }) => record)).toMatchObject([
    {
      decision: 'skipped',
      namespace: 'default',
      name: 'web',
      reason: 'namespace default is restricted by "default"',
    },
  ]);
});

test('equal snapshots give equal decisions', async () => {
  const crd = reconciling(anEntry(), anEntry({ id: 'x', name: 'other' }));

  const [one, two] = [
    await decideFor(crd, memoryProvider()),
    await decideFor(crd, memoryProvider()),
  ];

  expect(one).toEqual(two);
});
