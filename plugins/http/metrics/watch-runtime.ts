import { Gauge, type Registry } from 'prom-client';
import {
  type CrdHealth,
  type CrdProgram,
  type CrdState,
  entriesOf,
  type Runtime,
} from '../../../core/index.ts';
import type { Instruments } from './instruments.ts';

const RESULTS = ['success', 'failure'] as const;
const STATES: readonly CrdState[] = ['missing', 'pending', 'started', 'healthy', 'degraded'];

/** Puts the counters of every CRD at zero and registers gauges that are read when metrics are asked for. */
export function watchRuntime(runtime: Runtime, instruments: Instruments, registry: Registry): void {
  for (const { program } of runtime.crds) startAtZero(program, instruments);
  const perCrd = (name: string, help: string, figureOf: (health: CrdHealth) => number): void => {
    const gauge: Gauge<'crd'> = new Gauge({
      name,
      help,
      labelNames: ['crd'],
      registers: [registry],
      collect() {
        for (const crd of runtime.crds)
          gauge.set({ crd: crd.program.name }, figureOf(crd.health()));
      },
    });
  };
  perCrd(
    'controller_resource_count',
    'Custom resources in the cache',
    (each) => each.resourceCount,
  );
  perCrd('controller_queue_depth', 'Keys that wait in the queue', (each) => each.queueDepth);
  perCrd('controller_workers_active', 'Workers that reconcile now', (each) => each.workersActive);
  perCrd(
    'orkestra_write_loops',
    'Custom resources that are slowed down because their writes do not come to an end',
    (each) => each.looping.length,
  );
  perCrd(
    'orkestra_informer_synced',
    '1 while the caches of the CRD and its children are complete',
    (each) => Number(each.cachesSynced),
  );
  watchReadiness(runtime, registry);
  watchCaches(runtime, registry);
  watchStates(runtime, registry);
  const leader: Gauge = new Gauge({
    name: 'orkestra_leader',
    help: '1 while this process leads',
    registers: [registry],
    collect: () => leader.set(runtime.status().isLeader ? 1 : 0),
  });
}

function watchReadiness(runtime: Runtime, registry: Registry): void {
  const gauge: Gauge<'crd' | 'reason'> = new Gauge({
    name: 'orkestra_not_ready_resources',
    help: 'Custom resources that are not ready, by the reason of their Ready condition',
    labelNames: ['crd', 'reason'],
    registers: [registry],
    collect() {
      // A reason that is gone is no longer told.
      gauge.reset();
      for (const crd of runtime.crds)
        for (const [reason, count] of Object.entries(crd.health().notReady))
          gauge.set({ crd: crd.program.name, reason }, count);
    },
  });
}

function watchCaches(runtime: Runtime, registry: Registry): void {
  const gauge: Gauge<'gvk'> = new Gauge({
    name: 'orkestra_informer_lag_seconds',
    help: 'Time since a cache last heard from the API server; a quiet one hears a bookmark about every minute',
    labelNames: ['gvk'],
    registers: [registry],
    collect() {
      // Caches come and go with what Katalogs copy from.
      gauge.reset();
      for (const { gvk, lagMs } of runtime.caches())
        if (lagMs !== undefined) gauge.set({ gvk }, lagMs / 1000);
    },
  });
}

function watchStates(runtime: Runtime, registry: Registry): void {
  const gauge: Gauge<'crd' | 'state'> = new Gauge({
    name: 'orkestra_crd_state',
    help: '1 for the state a CRD is in',
    labelNames: ['crd', 'state'],
    registers: [registry],
    collect() {
      for (const crd of runtime.crds) {
        const present = crd.health().state;
        for (const state of STATES)
          gauge.set({ crd: crd.program.name, state }, Number(state === present));
      }
    },
  });
}

/** A counter that appears with its first event hides that event from `rate()`. */
function startAtZero(program: CrdProgram, instruments: Instruments): void {
  const { name: crd } = program;
  instruments.retries.inc({ crd }, 0);
  instruments.panics.inc({ crd }, 0);
  for (const result of RESULTS) {
    instruments.reconciles.inc({ crd, result }, 0);
    instruments.activations.inc({ crd, result }, 0);
  }
  for (const { kind, provider } of entriesOf(program)) {
    instruments.drift.inc({ crd, kind }, 0);
    for (const result of RESULTS) {
      instruments.providerReconciles.inc({ crd, provider, kind, result }, 0);
      instruments.providerDeletes.inc({ crd, provider, kind, result }, 0);
    }
  }
}
