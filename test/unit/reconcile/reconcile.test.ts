import { expect, test } from 'vitest';
import type { ResourceType } from '../../../core/cluster/cluster.ts';
import { ErrorCode, OrkError, textOf } from '../../../core/errors.ts';
import type { CrdProgram } from '../../../core/program/program.ts';
import { createPrunedFields } from '../../../core/reconcile/pruned-fields.ts';
import { reconcile } from '../../../core/reconcile/reconcile.ts';
import type { ReconcileWorld } from '../../../core/reconcile/reconcile-world.ts';
import { recordCycle } from '../../../core/reconcile/record-cycle.ts';
import { createRefusedStatus } from '../../../core/reconcile/refused-status.ts';
import { createToldFaults } from '../../../core/reconcile/told-faults.ts';
import {
  aCrdProgram,
  anEntry,
  anExpression,
  anObject,
  noConditions,
} from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeCluster } from '../../helpers/fake-cluster.ts';
import { memoryProvider } from '../../helpers/memory-provider.ts';
import { type LogLine, recordingLogger } from '../../integration/support/recording-logger.ts';

const signal = new AbortController().signal;
const type: ResourceType = {
  group: 'demo.orkestra.io',
  version: 'v1alpha1',
  kind: 'Website',
  plural: 'websites',
  namespaced: true,
  subresources: ['status'],
  verbs: ['get', 'list', 'watch', 'patch'],
};

function worldFor(crd: CrdProgram): {
  readonly world: ReconcileWorld;
  readonly lines: LogLine[];
  readonly cluster: ReturnType<typeof fakeCluster>;
} {
  const cluster = fakeCluster();
  cluster.install(type);
  const clock = fakeClock();
  const lines: LogLine[] = [];
  const world: ReconcileWorld = {
    crd,
    type,
    cluster,
    clock,
    providers: new Map([['memory', memoryProvider()]]),
    log: recordingLogger(lines),
    randomBytes: (size) => new Uint8Array(size),
    figures: () => ({ metrics: {}, health: {} }),
    pruned: createPrunedFields(clock),
    refused: createRefusedStatus(clock),
    toldFaults: createToldFaults(),
    written: () => undefined,
  };
  return { world, lines, cluster };
}

test('a custom resource in a forbidden namespace keeps its status, and the record says why', async () => {
  const crd = aCrdProgram({
    namespaces: { restricted: ['default'], allowed: [] },
    onReconcile: { when: noConditions, entries: [anEntry()] },
  });
  const { world, cluster } = worldFor(crd);
  const object = cluster.put(anObject());

  const cycle = await reconcile(world, object, signal);

  const frame = { crd: 'website', reconcileId: '1', lane: 'change', atMs: 0 } as const;
  const record = recordCycle(object, cycle, { ...frame, durationMs: 0, attempt: 1 });
  expect(cluster.requests).toEqual([]);
  expect(record).toMatchObject({
    outcome: 'settled',
    message: 'namespace default is restricted by "default"',
    writes: 0,
  });
});

test('a status field that fails is logged once, and again when it fails in another way', async () => {
  let text = 'abc';
  const field = {
    path: ['count'],
    value: anExpression(() => text),
    type: 'integer',
    when: noConditions,
    clearOnFalse: false,
    position: { file: 'k', line: 1, column: 1 },
  } as const;
  const { world, lines, cluster } = worldFor(
    aCrdProgram({ status: { conditions: true, fields: [field] } }),
  );
  const object = cluster.put(anObject());

  await reconcile(world, object, signal);
  await reconcile(world, object, signal);
  text = 'def';
  await reconcile(world, object, signal);

  const warned = lines.filter(({ message }) => message === 'status fields could not be evaluated');
  expect(warned).toHaveLength(2);
});

test('what the API server refuses is told with the entry it comes from', async () => {
  const { world, cluster } = worldFor(
    aCrdProgram({ onReconcile: { when: noConditions, entries: [anEntry({ name: 'web' })] } }),
  );
  const provider = memoryProvider();
  const details = { text: 'json: cannot unmarshal number into Go value of type string' };
  provider.failing.set('web', new OrkError('Invalid', { code: ErrorCode.ApiInvalid, details }));
  const object = cluster.put(anObject());

  const cycle = await reconcile(
    { ...world, providers: new Map([['memory', provider]]) },
    object,
    signal,
  );

  expect(textOf(cycle.error)).toBe(`onReconcile.things[0]: ${details.text}`);
});

test('where a refused status names no field, only what is refused alone is left out', async () => {
  const field = (path: string, value: string) =>
    ({
      path: [path],
      value: anExpression(() => value),
      type: 'string',
      when: noConditions,
      clearOnFalse: false,
      position: { file: 'k', line: 1, column: 1 },
    }) as const;
  const fields = [field('count', '7'), field('phase', 'Up')];
  const { world, cluster } = worldFor(aCrdProgram({ status: { conditions: true, fields } }));
  const object = cluster.put(anObject());
  const text = 'Website "hello" is invalid: status: Invalid value: count must stay below five';
  const judged: ReconcileWorld['cluster'] = Object.create(cluster, {
    patch: {
      value: async (...args: Parameters<typeof cluster.patch>) => {
        if (JSON.stringify(args[1]).includes('"count"')) {
          const causes = [{ reason: 'FieldValueInvalid', message: text, field: 'status' }];
          throw new OrkError('Invalid', { code: ErrorCode.ApiInvalid, details: { text, causes } });
        }
        return cluster.patch(...args);
      },
    },
  });

  const cycle = await reconcile({ ...world, cluster: judged }, object, signal);

  expect(cycle.status.fields).toMatchObject([
    { path: 'count', outcome: 'refused', error: text },
    { path: 'phase', outcome: 'unchanged', value: 'Up' },
  ]);
  expect(textOf(cycle.error)).toBe(`status.count was refused: ${text}`);
});

test.each([
  { what: 'another text', value: 'Up', stored: 'x', clear: false },
  { what: 'a map with a default', value: { a: 1 }, stored: { a: 1, b: 2 }, clear: false },
  { what: 'a default in place of what was cleared', value: 'Up', stored: 'x', clear: true },
])('where $what is stored the record says so, and it is not sent again', async (given) => {
  const { value, stored, clear } = given;
  const field = {
    path: ['phase'],
    value: anExpression(() => value),
    ...(typeof value === 'string' ? ({ type: 'string' } as const) : {}),
    when: clear
      ? { ...noConditions, isEmpty: false, evaluate: async () => ({ passed: false, traces: [] }) }
      : noConditions,
    clearOnFalse: clear,
    position: { file: 'k', line: 1, column: 1 },
  } as const;
  const { world, cluster } = worldFor(
    aCrdProgram({ status: { conditions: true, fields: [field] } }),
  );
  const object = cluster.put({ ...anObject(), ...(clear ? { status: { phase: 'Up' } } : {}) });
  let sent = 0;
  const altering: ReconcileWorld['cluster'] = Object.create(cluster, {
    patch: {
      value: async (...[target, patch, options]: Parameters<typeof cluster.patch>) => {
        if (JSON.stringify(patch).includes('"phase"')) sent += 1;
        const status = { ...('status' in patch ? (patch.status as object) : {}), phase: stored };
        return cluster.patch(target, { status }, options);
      },
    },
  });

  const first = await reconcile({ ...world, cluster: altering }, object, signal);
  const again = cluster.peek(world.type, { namespace: 'default', name: object.metadata.name });
  const second = await reconcile({ ...world, cluster: altering }, again ?? object, signal);

  for (const { status } of [first, second])
    expect(status.fields).toMatchObject([{ path: 'phase', outcome: 'altered', value: stored }]);
  expect([sent, second.status.written]).toEqual([1, false]);
  expect(JSON.stringify(again?.['status'])).toContain('status.phase was altered');
});

test('fields within each other, and members that are null, are not taken for altered ones', async () => {
  const field = (path: readonly string[], value: unknown) =>
    ({
      path,
      value: { ...anExpression(() => value), language: 'jsonata' },
      when: noConditions,
      clearOnFalse: false,
      position: { file: 'k', line: 1, column: 1 },
    }) as const;
  const fields = [
    field(['a'], { x: 1 }),
    field(['a', 'b'], 2),
    field(['n'], { kept: 1, gone: null }),
  ];
  const { world, cluster } = worldFor(aCrdProgram({ status: { conditions: true, fields } }));

  const { status } = await reconcile(world, cluster.put(anObject()), signal);

  expect(status.fields.map(({ outcome }) => outcome)).not.toContain('altered');
});

test('a status that is refused whatever is left out of it is not sent again until it changes', async () => {
  const { world, cluster } = worldFor(aCrdProgram({ status: { conditions: true, fields: [] } }));
  const object = cluster.put(anObject());
  let sent = 0;
  const demanding: ReconcileWorld['cluster'] = Object.create(cluster, {
    patch: {
      value: async () => {
        sent += 1;
        const text = 'Website "hello" is invalid: status.must: Required value';
        const causes = [{ reason: 'FieldValueRequired', message: text, field: 'status.must' }];
        throw new OrkError('Invalid', { code: ErrorCode.ApiInvalid, details: { text, causes } });
      },
    },
  });
  const stubborn = { ...world, cluster: demanding };

  const cycles = [
    await reconcile(stubborn, object, signal),
    await reconcile(stubborn, object, signal),
    await reconcile(stubborn, object, signal),
  ];
  const before = sent;
  const changed = { ...object, metadata: { ...object.metadata, generation: 7 } };
  await reconcile(stubborn, changed, signal);

  expect(before).toBe(1);
  expect(sent).toBe(2);
  for (const { status } of cycles) {
    expect(textOf(status.writeError)).toContain('status.must: Required value');
  }
});
