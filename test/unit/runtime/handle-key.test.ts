import { expect, test } from 'vitest';
import type { Cluster } from '../../../core/cluster/cluster.ts';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { notLeaderError } from '../../../core/leadership/leadership.ts';
import { createWorkQueue } from '../../../core/queue/work-queue.ts';
import { createPrunedFields } from '../../../core/reconcile/pruned-fields.ts';
import { createRecordRing } from '../../../core/reconcile/record-ring.ts';
import { createRefusedStatus } from '../../../core/reconcile/refused-status.ts';
import { createToldFaults } from '../../../core/reconcile/told-faults.ts';
import { createKeyHandler } from '../../../core/runtime/handle-key.ts';
import { createHealthTracker } from '../../../core/runtime/health-tracker.ts';
import { noMetrics } from '../../../core/runtime/metrics.ts';
import { aCrdProgram, anObject } from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { aType } from '../../helpers/fake-cluster.ts';
import { type LogLine, recordingLogger } from '../../integration/support/recording-logger.ts';

/** Handles one key whose status cannot be written, and tells what became of it. */
async function handleOnce(patch: () => Promise<never>, signal: AbortSignal, times = 1) {
  const clock = fakeClock();
  const queue = createWorkQueue({ clock });
  const lines: LogLine[] = [];
  const panics: number[] = [];
  const log = recordingLogger(lines);
  const handler = createKeyHandler({
    crd: aCrdProgram(),
    world: {
      crd: aCrdProgram(),
      type: aType('Website', 'demo.orkestra.io'),
      cluster: { patch } as Partial<Cluster> as Cluster,
      providers: new Map(),
      clock,
      log,
      randomBytes: (size) => new Uint8Array(size),
      figures: () => ({ metrics: {}, health: {} }),
      pruned: createPrunedFields(clock),
      refused: createRefusedStatus(clock),
      toldFaults: createToldFaults(),
      written: () => undefined,
    },
    queue,
    get: () => anObject(),
    departed: { get: () => undefined },
    health: createHealthTracker(5),
    records: createRecordRing(),
    metrics: { ...noMetrics, panicked: () => panics.push(1) },
    clock,
    log,
    finished: () => undefined,
    looping: () => undefined,
  });
  for (let time = 0; time < times; time += 1) {
    queue.add('default/web', 'change');
    const item = queue.tryTake();
    if (item === undefined) throw new Error('The key was not ready');

    await handler.handle(item, signal);

    queue.done(item.key);
  }
  return { lines, panics: panics.length, failures: queue.failuresOf('default/web') };
}

test('a write that lost leadership ended is no failure: whoever leads next begins with every key', async () => {
  const cycle = new AbortController();

  const handled = await handleOnce(async () => {
    cycle.abort(new OrkError('Leadership was lost', { code: ErrorCode.NotLeader }));
    throw notLeaderError();
  }, cycle.signal);

  expect(handled.lines).toEqual([{ level: 'debug', message: 'reconcile ended early', error: '' }]);
  expect(handled).toMatchObject({ panics: 0, failures: 0 });
});

test('what nobody expected is told, counted and tried again', async () => {
  const ended = new AbortController();

  const handled = await handleOnce(async () => {
    ended.abort(new OrkError('Took too long', { code: ErrorCode.ReconcileTimeout }));
    throw new TypeError('x is undefined');
  }, ended.signal);

  expect(handled.lines.map(({ level, message }) => [level, message])).toEqual([
    ['error', 'reconcile ended unexpectedly'],
    ['warn', 'reconcile failed'],
  ]);
  expect(handled).toMatchObject({ panics: 1, failures: 1 });
});

test('what fails until something changes is told once, and not tried again', async () => {
  const handled = await handleOnce(
    async () => {
      throw new OrkError('Template failed', {
        code: ErrorCode.TemplateExecution,
        retry: { kind: 'never' },
        details: { text: 'spec.x is empty' },
      });
    },
    new AbortController().signal,
    3,
  );

  expect(handled.lines.filter(({ level }) => level === 'warn')).toEqual([
    {
      level: 'warn',
      message: 'reconcile failed until something changes',
      error: expect.any(String),
    },
  ]);
  expect(handled).toMatchObject({ panics: 0, failures: 0 });
});

test('a refusal is logged once until its words change', async () => {
  let text = 'status.a: must be a number';
  const refuse = async (): Promise<never> => {
    throw new OrkError('Refused', {
      code: ErrorCode.ApiInvalid,
      retry: { kind: 'after', delayMs: 0 },
      details: { text },
    });
  };

  const same = await handleOnce(refuse, new AbortController().signal, 3);
  text = 'status.b: must be a number';
  const other = await handleOnce(refuse, new AbortController().signal, 1);

  expect(same.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  expect(other.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
});
