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
