import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldWrite } from '../../../../core/runtime/write-guard/field-writes.ts';
import {
  createWriteGuard,
  type Verdict,
} from '../../../../core/runtime/write-guard/write-guard.ts';

const RESYNC_MS = 600_000;
const KEY = 'default/web';

const aWrite = (path: string, to: unknown, change: Partial<FieldWrite> = {}): FieldWrite => ({
  id: path,
  name: path,
  path,
  from: undefined,
  to,
  value: JSON.stringify(to),
  isVolatile: false,
  ...change,
});

/** A custom resource whose every cycle is told to a guard; inputs are counted. */
function watched() {
  const guard = createWriteGuard(RESYNC_MS);
  let [nowMs, version, generation, cycles] = [0, 0, 1, 0];
  return {
    guard,
    get cycles() {
      return cycles;
    },
    wait: () => guard.waitMs(KEY, generation, nowMs),
    pass(ms: number) {
      nowMs += ms;
    },
    outside() {
      version += 1;
    },
    edit() {
      generation += 1;
      version += 1;
    },
    cycle(writes: readonly FieldWrite[], isPaced = false): Verdict | 'waits' {
      if (this.wait() > 0) return 'waits';
      cycles += 1;
      const before = String(version);
      if (writes.length > 0) version += 1;
      const after = String(version);
      if (writes.length === 0 && guard.loopOf(KEY) === undefined) return 'fine';
      return guard.note(KEY, { writes: () => writes, before, after, generation, isPaced, nowMs });
    },
  };
}

interface Loop {
  readonly what: string;
  readonly reason: string;
  readonly write: (turn: number) => readonly FieldWrite[];
  readonly isAnswered?: boolean;
}

const loops: readonly Loop[] = [
  {
    what: 'a status field that counts its own writes',
    reason: 'SelfFed',
    write: (turn) => [aWrite('status.count', turn)],
  },
  {
    what: 'a spec that is normalised into something else each time',
    reason: 'SelfFed',
    write: (turn) => [aWrite('spec.image', `registry-${turn}`)],
  },
  {
    what: 'two fields that feed each other',
    reason: 'SelfFed',
    write: (turn) => [aWrite(turn % 2 === 0 ? 'status.a' : 'status.b', turn)],
  },
  {
    what: 'a webhook that rewrites a child as it is written',
    reason: 'SelfFed',
    write: () => [aWrite('web#spec.replicas', 1)],
  },
  {
    what: 'another manager that sets a field back',
    reason: 'Contested',
    write: () => [aWrite('web#spec.replicas', 1)],
    isAnswered: true,
  },
  {
    what: 'two operators that write one status',
    reason: 'Contested',
    write: () => [aWrite('status.phase', 'Ours')],
    isAnswered: true,
  },
  {
    what: 'a child that somebody deletes each time',
    reason: 'Contested',
    write: () => [aWrite('web#create', 'create')],
    isAnswered: true,
  },
  {
    what: 'a random value whose rollout changes the child each time',
    reason: 'Volatile',
    write: (turn) => [aWrite('web#data.password', turn, { isVolatile: true })],
    isAnswered: true,
  },
];

test.each(loops)(
  '$what is braked, told once and tried once per resync',
  ({ reason, write, isAnswered = false }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), (everyMs) => {
        const seen = watched();
        const verdicts: string[] = [];
        for (let turn = 1; turn <= 2_000; turn += 1) {
          verdicts.push(seen.cycle(write(turn)));
          if (isAnswered) seen.outside();
          seen.pass(everyMs);
        }

        expect(seen.guard.loopOf(KEY)?.reason).toBe(reason);
        expect(verdicts.filter((verdict) => verdict === 'told')).toHaveLength(1);
        const resyncs = Math.ceil((2_000 * everyMs) / RESYNC_MS);
        expect(seen.cycles).toBeLessThanOrEqual(60 + resyncs);
      }),
      { seed: 7, numRuns: 20 },
    );
  },
);

const outsideWork = fc.record({
  /** Who changes what: children that come up, people who spoil, nobody. */
  turns: fc.array(
    fc.record({
      phase: fc.integer({ min: 0, max: 1_000 }),
      afterMs: fc.integer({ min: 0, max: 5_000 }),
      alsoWrites: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});

test('a state machine of any length that its children drive is never braked', () => {
  fc.assert(
    fc.property(outsideWork, ({ turns }) => {
      const seen = watched();
      for (const [turn, { afterMs, alsoWrites, phase }] of turns.entries()) {
        seen.outside();
        const next = aWrite('status.phase', `${turn}-${phase}`);
        const child = aWrite('web#data.phase', turn);
        expect(seen.cycle(alsoWrites ? [next, child] : [next])).toBe('fine');
        seen.pass(afterMs);
      }
    }),
    { seed: 11, numRuns: 100 },
  );
});

test('a chain of children of any length, each made when the one before is there, is never braked', () => {
  const seen = watched();
  for (let turn = 0; turn < 100; turn += 1) {
    const operation = { verb: 'create' } as FieldWrite['operation'] & object;
    const child = aWrite(`child-${turn}#create`, 'create', { operation });
    expect(seen.cycle([child, aWrite('status.made', turn)])).toBe('fine');
  }
});

test('what people spoil, also often, is put right each time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 3_000, max: 60_000 })), {
        maxLength: 30,
      }),
      (spoilings) => {
        const seen = watched();
        for (const [field, afterMs] of spoilings) {
          seen.outside();
          expect(seen.cycle([aWrite(`web-${field}#spec.replicas`, 1)])).toBe('fine');
          seen.pass(afterMs);
        }
      },
    ),
    { seed: 13, numRuns: 100 },
  );
});

test('a mirror of figures that children change all the time is never braked', () => {
  const seen = watched();
  for (let turn = 0; turn < 500; turn += 1) {
    seen.outside();
    expect(seen.cycle([aWrite('status.ready', turn % 7)])).toBe('fine');
    seen.pass(20);
  }
});

test('a counter that counts resyncs is no loop', () => {
  const seen = watched();
  for (let turn = 0; turn < 100; turn += 1) {
    expect(seen.cycle([aWrite('status.count', turn)], true)).toBe('fine');
    seen.pass(1_000);
  }
});

test('an edited spec releases the brake at once', () => {
  const seen = watched();
  for (let turn = 0; turn < 50; turn += 1) seen.cycle([aWrite('status.count', turn)]);
  const braked = seen.wait();

  seen.edit();

  expect(braked).toBeGreaterThan(0);
  expect(seen.wait()).toBe(0);
  expect(seen.guard.loopOf(KEY)).toBeUndefined();
});

test('a loop that has ended is told to have ended', () => {
  const seen = watched();
  for (let turn = 0; turn < 50; turn += 1) seen.cycle([aWrite('status.count', turn)]);
  seen.pass(RESYNC_MS);

  expect(seen.cycle([], true)).toBe('ended');
  expect(seen.guard.loopOf(KEY)).toBeUndefined();
});

test('keys that are quiet again are forgotten', () => {
  const guard = createWriteGuard(RESYNC_MS);
  const cycle = { writes: () => [], before: '1', after: '2', generation: 1, isPaced: false };
  for (let at = 0; at < 5_000; at += 1)
    guard.note(`default/${at}`, { ...cycle, nowMs: at * 1_000 });

  expect(guard.loops().size).toBe(0);
});
