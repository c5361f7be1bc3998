import { expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import type { CrdProgram, StatusField } from '../../../core/program/program.ts';
import { decideStatus, type StatusDecision } from '../../../core/reconcile/decide-status.ts';
import {
  aCrdProgram,
  anExpression,
  anObject,
  conditions,
  noConditions,
} from '../../helpers/builders.ts';

const nowMs = Date.UTC(2026, 0, 1);
const position = { file: 'katalog.yaml', line: 1, column: 1 };

function aField(path: string, value: unknown, change: Partial<StatusField> = {}): StatusField {
  return {
    path: path.split('.'),
    value: anExpression(() => value),
    when: noConditions,
    clearOnFalse: false,
    position,
    ...change,
  };
}

function withFields(...fields: readonly StatusField[]): CrdProgram {
  return aCrdProgram({ status: { conditions: false, fields }, ignoreObservedGeneration: true });
}

function decideFor(
  crd: CrdProgram,
  status: unknown = {},
  error?: unknown,
): Promise<StatusDecision> {
  const scope = {
    roots: { status },
    environment: { nowMs, randomBytes: (size: number) => new Uint8Array(size) },
  };
  return decideStatus(crd, { object: anObject({ status }), scope, conditions: [], error, nowMs });
}

test('a converged status needs no patch', async () => {
  const first = await decideFor(aCrdProgram());
  const second = await decideFor(aCrdProgram(), first.patch);

  expect(first.patch).toMatchObject({
    observedGeneration: 1,
    conditions: [
      { type: 'Ready', status: 'True', reason: 'ReconcileSucceeded', observedGeneration: 1 },
    ],
  });
  expect(second.patch).toBeUndefined();
});

test('a status that only counts up is told apart from one that says something new', async () => {
  const { patch: before } = await decideFor(aCrdProgram());
  const decideAt = (generation: number, error?: unknown) =>
    decideStatus(aCrdProgram(), {
      object: anObject({ metadata: { generation }, status: before }),
      scope: { roots: {}, environment: { nowMs, randomBytes: () => new Uint8Array() } },
      conditions: [],
      error,
      nowMs,
    });

  const counted = await decideAt(2);
  const failed = await decideAt(2, new Error('no image'));
  const first = await decideFor(aCrdProgram());

  expect(counted.patch).toMatchObject({ observedGeneration: 2 });
  expect(counted.isOnlyObserved).toBe(true);
  expect([failed.isOnlyObserved, first.isOnlyObserved]).toEqual([false, false]);
});

test('a failure stands in the Ready condition and in observedGeneration', async () => {
  const { patch } = await decideFor(aCrdProgram(), {}, new Error('no image'));

  expect(patch).toMatchObject({
    observedGeneration: 1,
    conditions: [{ type: 'Ready', status: 'False', reason: 'ReconcileError', message: 'no image' }],
  });
});

test('a child that belongs to someone else is named by the reason', async () => {
  const error = new OrkError('Child is owned by someone else', {
    code: ErrorCode.ChildOwned,
    details: { text: 'deployments/web is controlled by Website other' },
  });

  const { patch } = await decideFor(aCrdProgram(), {}, error);

  expect(patch).toMatchObject({
    conditions: [
      { reason: 'ChildOwned', message: 'deployments/web is controlled by Website other' },
    ],
  });
});

test('values are text unless a type says otherwise', async () => {
  const crd = withFields(aField('text', 3), aField('count', '3', { type: 'integer' }));

  const { patch } = await decideFor(crd);

  expect(patch).toEqual({ text: '3', count: 3 });
});

test('the last matching entry of a path wins', async () => {
  const crd = withFields(
    aField('phase', 'first'),
    aField('phase', 'second', { when: conditions(true) }),
    aField('phase', 'third', { when: conditions(false) }),
  );

  expect((await decideFor(crd)).patch).toEqual({ phase: 'second' });
});

test('after a failure only fields with conditions speak', async () => {
  const crd = withFields(aField('plain', 'x'), aField('asked', 'y', { when: conditions(true) }));

  expect((await decideFor(crd, {}, new Error('failed'))).patch).toEqual({ asked: 'y' });
});

test('clearOnFalse writes an empty text once', async () => {
  const crd = withFields(aField('note', 'x', { when: conditions(false), clearOnFalse: true }));

  const first = await decideFor(crd, { note: 'x' });
  const second = await decideFor(crd, { note: '' });

  expect(first.patch).toEqual({ note: '' });
  expect(second.patch).toBeUndefined();
});

test('a number that is not there yet is left out, once', async () => {
  const crd = withFields(aField('ready', '', { type: 'integer' }));

  expect((await decideFor(crd)).patch).toBeUndefined();
  expect((await decideFor(crd, { ready: 2 })).patch).toEqual({ ready: null });
});

test('a field that fails is told and does not keep the others back', async () => {
  const failing = anExpression(() => {
    throw new Error('nil pointer');
  });
  const crd = withFields(aField('bad', '', { value: failing }), aField('good', 'x'));

  const { patch, fields } = await decideFor(crd);

  expect(patch).toEqual({ good: 'x' });
  expect(fields[0]).toMatchObject({ path: 'bad', outcome: 'failed', error: 'nil pointer' });
});

test('nested fields keep their neighbours, undeclared ones stay', async () => {
  const crd = withFields(aField('db.host', 'h'));

  expect((await decideFor(crd, { db: { port: 1 }, other: 1 })).patch).toEqual({
    db: { host: 'h' },
  });
});

test('ignoreStatusPatch writes nothing', async () => {
  const decision = await decideFor(aCrdProgram({ ignoreStatusPatch: true }), {}, new Error('x'));

  expect(decision).toEqual({ fields: [] });
});

test.each([
  { title: 'a number', type: 'integer', before: 3, cleared: null },
  { title: 'anything the schema types itself', type: 'auto', before: [1], cleared: null },
  { title: 'a text', type: 'string', before: 'up', cleared: '' },
] as const)('clearOnFalse empties texts and removes $title', async ({ type, before, cleared }) => {
  const field = aField('load', before, { type, clearOnFalse: true, when: conditions(false) });

  const { patch } = await decideFor(withFields(field), { load: before });

  expect(patch).toEqual({ load: cleared });
});

test('clearing a number that was never written writes nothing', async () => {
  const change = { type: 'integer', clearOnFalse: true, when: conditions(false) } as const;

  const { patch } = await decideFor(withFields(aField('load.cpu', 3, change)), {});

  expect(patch).toBeUndefined();
});

test('a generation or conditions that a Katalog declares itself win over those of the runtime', async () => {
  const fields = [
    aField('observedGeneration', 7, { type: 'integer' }),
    aField('conditions', [], { type: 'auto' }),
  ];
  const program = aCrdProgram({ status: { conditions: true, fields } });

  const { patch } = await decideFor(program);

  expect(patch).toEqual({ observedGeneration: 7, conditions: [] });
});

test('a generation that a Katalog declares stays as it was when a cycle fails', async () => {
  const fields = [aField('observedGeneration', 2, { type: 'integer' })];
  const program = aCrdProgram({ status: { conditions: false, fields } });

  const { patch } = await decideFor(program, { observedGeneration: 1 }, new Error('no'));

  expect(patch).toBeUndefined();
});
