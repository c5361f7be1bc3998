import type { Observation, ObservedResource } from '../../core/provider/observation.ts';
import type { Operation } from '../../core/provider/operation.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { PlanRequest, ProviderPlan } from '../../core/provider/provider-plan.ts';

/** A provider whose resources live in a map; jobs are a kind that is created once. */
export interface MemoryProvider extends Provider {
  readonly resources: Map<string, ObservedResource>;
  /** Names whose operations fail with the error. */
  readonly failing: Map<string, Error>;
  needsCleanup: boolean;
}

/** Creates an empty one with the kinds `things` (wave 1), `first` (wave 0) and `jobs`. */
export function memoryProvider(called = 'memory', outputsRoot = 'children'): MemoryProvider {
  const resources = new Map<string, ObservedResource>();
  const failing = new Map<string, Error>();
  const kind = (key: string, wave: number) => ({
    key,
    schema: {},
    wave,
    createOnce: key === 'jobs',
  });
  const carryOut = async (operation: Operation) => {
    const error = failing.get(operation.name);
    if (error !== undefined) throw error;
    if (operation.verb === 'delete') resources.delete(operation.id);
    else {
      const { id, namespace, name, payload } = operation;
      resources.set(id, { id, kind: operation.resource, namespace, name, object: payload });
    }
    return { outcome: 'done' } as const;
  };
  const provider: MemoryProvider = {
    resources,
    failing,
    needsCleanup: false,
    describe: () => ({
      name: called,
      version: '1',
      outputsRoot,
      kinds: [kind('first', 0), kind('things', 1), kind('jobs', 1)],
    }),
    check: async () => [],
    attach: async () => undefined,
    observe: async () => observe(resources),
    plan: async (request) => plan(request, provider),
    apply: carryOut,
    delete: carryOut,
  };
  return provider;
}

function observe(resources: MemoryProvider['resources']): Observation {
  const outputs = Object.fromEntries(
    [...resources.values()].map(({ name }) => [name, { exists: true }]),
  );
  return { resources: [...resources.values()], version: String([...resources.keys()]), outputs };
}

function plan(request: PlanRequest, provider: MemoryProvider): ProviderPlan {
  const present = new Set(request.observed.resources.map(({ id }) => id));
  const base = { provider: provider.describe().name, namespace: 'default', payload: {} };
  const operations: Operation[] = [];
  const unchanged: ProviderPlan['unchanged'][number][] = [];
  const wanted = new Set<string>();
  for (const { entry, kind, block } of request.desired) {
    const name = String(block['name']);
    const id = `${kind}/${name}`;
    wanted.add(id);
    const item = { entry, id, resource: kind, namespace: 'default', name };
    const wave = kind === 'first' ? 0 : 1;
    if (request.phase === 'remove') {
      if (present.has(id))
        operations.push({ ...base, ...item, verb: 'delete', wave, reason: 'onDelete' });
    } else if (present.has(id)) unchanged.push(item);
    else operations.push({ ...base, ...item, verb: 'create', wave, reason: 'absent' });
  }
  for (const { kind, block } of request.retained) wanted.add(`${kind}/${block?.['name']}`);
  const isPruning =
    request.phase === 'cleanup' || request.phase === 'latecomers'
      ? provider.needsCleanup
      : request.phase === 'reconcile';
  for (const { id, kind, name } of isPruning ? request.observed.resources : []) {
    if (wanted.has(id)) continue;
    const item = { entry: '(none)', id, resource: kind, name };
    operations.push({ ...base, ...item, verb: 'delete', wave: 0, reason: 'no longer declared' });
  }
  return { operations, unchanged, waiting: [], failures: [], needsCleanup: provider.needsCleanup };
}
