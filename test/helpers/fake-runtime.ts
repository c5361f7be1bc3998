import type { EventHistory } from '../../core/events/object-event.ts';
import type { KubeObject } from '../../core/object/kube-object.ts';
import { keyOf, refOf } from '../../core/object/kube-object.ts';
import type { CrdProgram, KatalogInfo } from '../../core/program/program.ts';
import type { DecisionRecord } from '../../core/reconcile/decision-record.ts';
import type {
  CacheStatus,
  ChildSummary,
  CrdHealth,
  RunningCrd,
  Runtime,
  RuntimeStatus,
} from '../../core/runtime/runtime.ts';
import { aCrdProgram as bareCrdProgram } from './builders.ts';

/** What the first Katalog of the README says of itself. */
export function aKatalogInfo(overrides: Partial<KatalogInfo> = {}): KatalogInfo {
  return {
    name: 'website-operator',
    namespace: 'default',
    version: '1.2.0',
    description: 'Websites',
    author: 'Web team',
    license: 'Apache-2.0',
    clusterName: 'test',
    tags: [],
    file: 'katalog.yaml',
    raw: { kind: 'Katalog', spec: { crds: { website: { apiTypes: { kind: 'Website' } } } } },
    enriched: {
      kind: 'Katalog',
      spec: { crds: { website: { apiTypes: { kind: 'Website' }, workers: 3 } } },
    },
    ...overrides,
  };
}

/** An operator that declares no resource, of the Katalog above. */
export function aCrdProgram(overrides: Partial<CrdProgram> = {}): CrdProgram {
  return bareCrdProgram({
    katalog: aKatalogInfo(),
    description: 'Runs websites',
    position: { file: 'katalog.yaml', line: 7, column: 5 },
    resyncMs: 15_000,
    ...overrides,
  });
}

/** Figures of an operator that does well. */
export function aCrdHealth(overrides: Partial<CrdHealth> = {}): CrdHealth {
  return {
    state: 'healthy',
    healthy: true,
    started: true,
    reason: '',
    startedAtMs: 1_000,
    lastReconcileMs: 61_000,
    lastError: '',
    consecutiveFailures: 0,
    totalReconciles: 8,
    failedReconciles: 0,
    errorRate: 0,
    queueDepth: 0,
    workers: 3,
    workersActive: 1,
    resourceCount: 1,
    cachesSynced: true,
    dependencies: [],
    failing: [],
    notReady: {},
    looping: [],
    warnings: [],
    durationP50Ms: 4,
    durationP95Ms: 9,
    ...overrides,
  };
}

export interface FakeCrdOptions {
  readonly program?: CrdProgram;
  readonly health?: CrdHealth;
  readonly objects?: readonly KubeObject[];
  readonly children?: readonly ChildSummary[];
  readonly records?: readonly DecisionRecord[];
  readonly events?: EventHistory;
}

/** A running operator that answers what it is told to. */
export function fakeCrd(options: FakeCrdOptions = {}): RunningCrd {
  const objects = options.objects ?? [];
  return {
    program: options.program ?? aCrdProgram(),
    health: () => options.health ?? aCrdHealth(),
    list: () => objects,
    get: (ref) => objects.find((object) => keyOf(refOf(object)) === keyOf(ref)),
    records: () => options.records ?? [],
    children: async () => options.children ?? [],
    events: async () => options.events ?? { events: [], warning: '' },
  };
}

export interface FakeRuntimeOptions {
  readonly crds?: readonly RunningCrd[];
  readonly status?: Partial<RuntimeStatus>;
  readonly katalogs?: readonly KatalogInfo[];
  readonly caches?: readonly CacheStatus[];
}

/** A runtime that does nothing and answers what it is told to. */
export function fakeRuntime(options: FakeRuntimeOptions = {}): Runtime & {
  /** Tells a record to all listeners. */
  decide(record: DecisionRecord): void;
} {
  const listeners = new Set<(record: DecisionRecord) => void>();
  return {
    katalogs: options.katalogs ?? [aKatalogInfo()],
    crds: options.crds ?? [],
    caches: () => options.caches ?? [],
    run: async () => undefined,
    status: () => ({
      ready: true,
      reason: '',
      live: true,
      isLeader: true,
      leader: 'me',
      startedAtMs: 1_000,
      stopping: false,
      warnings: [],
      ...options.status,
    }),
    onDecision(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    decide(record) {
      for (const listener of listeners) listener(record);
    },
  };
}

/** A record of a cycle that created one Deployment. */
export function aDecisionRecord(overrides: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    crd: 'website',
    object: 'default/hello',
    uid: 'uid-1',
    generation: 1,
    reconcileId: 'r-1',
    lane: 'change',
    atMs: 1_700_000_000_000,
    durationMs: 12,
    attempt: 0,
    outcome: 'settled',
    message: '',
    stages: [],
    entries: [
      {
        entry: 'onCreate.deployments[0]',
        provider: 'kubernetes',
        resource: 'deployments',
        namespace: 'default',
        name: 'hello',
        decision: 'created',
        reason: 'absent',
        conditions: [],
      },
    ],
    status: { written: true, fields: [] },
    writes: 2,
    ...overrides,
  };
}
