import { expect, test } from 'vitest';
import type { ResourceType } from '../../../core/cluster/cluster.ts';
import { compileConditions } from '../../../core/condition/compile-conditions.ts';
import { textOf } from '../../../core/errors.ts';
import { createExpressionContext } from '../../../core/expression/expression-context.ts';
import { silentLogger } from '../../../core/log.ts';
import type { CrdProgram } from '../../../core/program/program.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import type { Cycle } from '../../../core/reconcile/cycle.ts';
import { createPrunedFields } from '../../../core/reconcile/pruned-fields.ts';
import { reconcile } from '../../../core/reconcile/reconcile.ts';
import { createRefusedStatus } from '../../../core/reconcile/refused-status.ts';
import { createToldFaults } from '../../../core/reconcile/told-faults.ts';
import type { Condition } from '../../../schemas/index.ts';
import { aCrdProgram, anEntry, anObject, aTree, noConditions } from '../../helpers/builders.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeCluster } from '../../helpers/fake-cluster.ts';
import { type MemoryProvider, memoryProvider } from '../../helpers/memory-provider.ts';

const type: ResourceType = {
  group: 'demo.orkestra.io',
  version: 'v1alpha1',
  kind: 'Website',
  plural: 'websites',
  namespaced: true,
  subresources: ['status'],
  verbs: ['get', 'list', 'watch', 'patch'],
};

const CLEANUP = 'orkestra.orkspace.io/cleanup';
const never = new Promise<never>(() => undefined);
const down = (): Promise<never> => Promise.reject(new Error('the cloud is down'));

/** A cloud and a database, each with a kind `things`. */
function both(): { readonly aws: MemoryProvider; readonly db: MemoryProvider } {
  return { aws: memoryProvider('aws', 'providers.aws'), db: memoryProvider('db', 'providers.db') };
}

const entries = [
  anEntry({ id: 'onReconcile.things[0]', provider: 'aws' }),
  anEntry({ id: 'onReconcile.things[1]', provider: 'db' }),
];
const program = (change: Partial<CrdProgram> = {}): CrdProgram =>
  aCrdProgram({ onReconcile: { when: noConditions, entries }, ...change });

function run(
  crd: CrdProgram,
  providers: readonly Provider[],
  world: { readonly object?: ReturnType<typeof anObject>; readonly signal?: AbortSignal } = {},
): Promise<Cycle> {
  const { object = anObject(), signal = new AbortController().signal } = world;
  const cluster = fakeCluster();
  cluster.install(type);
  const clock = fakeClock();
  return reconcile(
    {
      crd,
      type,
      cluster,
      clock,
      providers: new Map(providers.map((each) => [each.describe().name, each])),
      log: silentLogger,
      randomBytes: (size) => new Uint8Array(size),
      figures: () => ({ metrics: {}, health: {} }),
      pruned: createPrunedFields(clock),
      refused: createRefusedStatus(clock),
      toldFaults: createToldFaults(),
      written: () => undefined,
    },
    cluster.put(object),
    signal,
  );
}

const outcomes = ({ entries: all }: Cycle) =>
  all.map(({ provider, name, decision }) => `${provider} ${name} ${decision}`);

test('objects of one name at two providers are two objects', async () => {
  const { aws, db } = both();

  const cycle = await run(program(), [aws, db]);

  expect(outcomes(cycle)).toEqual(['aws web created', 'db web created']);
});

test('a failure at one provider does not hold back removals of the same kind at another', async () => {
  const { aws, db } = both();
  aws.failing.set('web', new Error('no'));
  await run(program(), [db]);
  db.resources.set('things/old', {
    ...{ id: 'things/old', kind: 'things', namespace: 'default', name: 'old', object: {} },
  });

  const cycle = await run(program(), [aws, db]);

  expect(outcomes(cycle)).toContain('db old deleted');
});

test.each([
  ['observed', { observe: down }],
  ['planned', { plan: down }],
] as const)(
  'where one cannot be %s, its entries fail and those of the other are made',
  async (_, fault) => {
    const { aws, db } = both();
    aws.resources.set('things/old', {
      ...{ id: 'things/old', kind: 'things', namespace: 'default', name: 'old', object: {} },
    });

    const cycle = await run(program(), [{ ...aws, ...fault }, db]);

    expect(outcomes(cycle)).toEqual(['aws web failed', 'db web created']);
    expect(textOf(cycle.error)).toContain('provider aws: the cloud is down');
    expect([...aws.resources.keys()]).toEqual(['things/old']);
  },
);

test('they are asked side by side', async () => {
  const { aws, db } = both();
  const asked: string[] = [];
  const asking = (provider: MemoryProvider): Provider => ({
    ...provider,
    async observe(request, signal) {
      asked.push(provider.describe().name);
      while (asked.length < 2) await Promise.resolve();
      return provider.observe(request, signal);
    },
  });

  await run(program(), [asking(aws), asking(db)]);

  expect(asked.slice(0, 2)).toEqual(['aws', 'db']);
});

const context = createExpressionContext();

test.each<Condition>([
  { field: 'providers.aws.web.exists', equals: 'true' },
  { field: 'providers.aws.web.exists', notEquals: 'true' },
  { field: 'providers.aws.web', exists: false },
  { field: '{{ .providers.aws.web.exists }}', equals: 'true' },
  { expr: 'providers.aws.web.exists' },
  { expr: '$not(providers.aws.web.exists)' },
  { expr: '$boolean(providers.aws.web)' },
  { expr: '$count($keys(providers.aws)) = 0' },
])('a condition on what cannot be observed is neither true nor false: %j', async (written) => {
  const { aws, db } = both();
  db.resources.set('things/web', {
    ...{ id: 'things/web', kind: 'things', namespace: 'default', name: 'web', object: {} },
  });
  const { value: when, problems } = compileConditions({ when: [written], context });
  if (when === undefined) throw new Error(JSON.stringify(problems));
  const dependent = anEntry({ id: 'onReconcile.things[0]', provider: 'db', when });
  const crd = program({ onReconcile: { when: noConditions, entries: [dependent] } });

  const cycle = await run(crd, [{ ...aws, observe: down }, db]);

  expect(cycle.entries[0]).toMatchObject({ provider: 'db', decision: 'failed' });
  expect([...db.resources.keys()]).toEqual(['things/web']);
});

test('a template that reads what cannot be observed fails with the reason', async () => {
  const { aws, db } = both();
  const reading = anEntry({
    id: 'onReconcile.things[0]',
    provider: 'db',
    block: aTree(({ roots }) => {
      const { aws: outputs } = roots['providers'] as { readonly aws: { readonly web: unknown } };
      return { name: `for-${String(outputs.web)}` };
    }),
  });
  const crd = program({ onReconcile: { when: noConditions, entries: [reading] } });

  const cycle = await run(crd, [{ ...aws, observe: down }, db]);

  expect(cycle.entries).toMatchObject([{ provider: 'db', decision: 'failed' }]);
  expect(textOf(cycle.error)).toContain('the cloud is down');
});

test('a custom resource is not let go while one of its providers cannot be asked', async () => {
  const { aws, db } = both();
  db.needsCleanup = true;
  db.resources.set('things/web', {
    ...{ id: 'things/web', kind: 'things', namespace: 'default', name: 'web', object: {} },
  });
  const object = anObject({
    metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [CLEANUP] },
  });

  const cycle = await run(program(), [{ ...aws, observe: down }, db], { object });

  expect(cycle.object.metadata.finalizers).toEqual([CLEANUP]);
  expect(textOf(cycle.error)).toContain('the cloud is down');
  expect([...db.resources.keys()]).toEqual([]);
});

test('a cycle that is ended does not wait for a plan that ignores it', async () => {
  const { aws } = both();
  const ended = new AbortController();

  const cycle = run(program(), [{ ...aws, plan: () => never }], { signal: ended.signal });
  ended.abort(new Error('over'));

  await expect(cycle).rejects.toThrow('over');
});
