import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType } from '../cluster/cluster.ts';
import type { Environment } from '../expression/expression.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Logger } from '../log.ts';
import { type KubeObject, keyOf, type ObjectRef, parseKey, refOf } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Lane } from '../queue/lane.ts';
import type { WorkQueue } from '../queue/queue.ts';
import type { Attachment, Scheduler } from '../queue/scheduler.ts';
import { createWorkQueue } from '../queue/work-queue.ts';
import type { Cycle } from '../reconcile/cycle.ts';
import type { DecisionRecord } from '../reconcile/decision-record.ts';
import { createPrunedFields } from '../reconcile/pruned-fields.ts';
import type { ReconcileWorld } from '../reconcile/reconcile-world.ts';
import type { RecordRing } from '../reconcile/record-ring.ts';
import { createRefusedStatus } from '../reconcile/refused-status.ts';
import { createToldFaults } from '../reconcile/told-faults.ts';
import type { ActiveCycles } from './active-cycles.ts';
import { beginAgain, beginWork } from './begin-work.ts';
import type { CacheWait } from './cache-wait.ts';
import type { CrdProviders } from './crd-providers.ts';
import { createDeparted, type Departed } from './departed.ts';
import { figuresOf } from './figures.ts';
import { createKeyHandler, type KeyHandler } from './handle-key.ts';
import type { HealthTracker } from './health-tracker.ts';
import type { RuntimeMetrics } from './metrics.ts';
import type { CrdHealth, CrdState, DependencyHealth } from './runtime.ts';
import { walkUnsettled } from './walk-unsettled.ts';

/** The cache of custom resources, as far as a controller uses it. */
export interface ControllerStore {
  readonly size: number;
  get(ref: ObjectRef): KubeObject | undefined;
  list(): readonly KubeObject[];
  /** Read-your-writes: a newer state that an own write answered. */
  overlay(object: KubeObject): void;
}

/** What one controller works with. */
export interface ControllerParts {
  readonly crd: CrdProgram;
  readonly cluster: Cluster;
  readonly providers: CrdProviders;
  readonly scheduler: Scheduler;
  readonly store: ControllerStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: RuntimeMetrics;
  readonly randomBytes: Environment['randomBytes'];
  readonly cycles: ActiveCycles;
  /** Where is noted what has been made; absent: nothing outlasts the process. */
  readonly inventory?: Inventory;
  readonly health: HealthTracker;
  readonly records: RecordRing;
  readonly dependencies: () => readonly DependencyHealth[];
  readonly cacheWait: () => CacheWait;
  /** Why the kind is missing although its definition is there; `''` otherwise. */
  readonly unserved: () => string;
  /** Why this process does not lead, for people. */
  readonly standbyReason: () => string;
  readonly finished: (object: KubeObject, cycle: Cycle, record: DecisionRecord) => void;
  readonly looping: (object: KubeObject, message: string) => void;
  /** Something changed on which the start of other CRDs may depend. */
  readonly stateChanged: () => void;
}

/** What there are workers for. */
type WorkScope = 'none' | 'deletions' | 'all';

/** Workers and queue of one CRD; they exist only while it may write and has what it needs. */
export class CrdController {
  readonly #parts: ControllerParts;
  #type: ResourceType | undefined;
  #isSynced = false;
  #isLeader = false;
  #isStopping = false;
  #queue: WorkQueue | undefined;
  #handler: KeyHandler | undefined;
  #world: ReconcileWorld | undefined;
  #attachment: Attachment | undefined;
  /** Ends what the present workers wait for before their first cycle. */
  #begun = new AbortController();
  #warnings: readonly string[] = [];
  #stopping: Promise<void> = Promise.resolve();
  readonly #departed: Departed;
  #installedAtMs: number;
  #lastState: CrdState = 'pending';
  #scope: WorkScope = 'none';

  constructor(parts: ControllerParts) {
    this.#parts = parts;
    this.#installedAtMs = parts.clock.monotonicMs();
    this.#departed = createDeparted(parts.clock);
  }

  /** The definition was found in the cluster, or is gone (`undefined`). */
  setType(type: ResourceType | undefined): void {
    this.#type = type;
    if (type === undefined) this.#isSynced = false;
    else this.#installedAtMs = this.#parts.clock.monotonicMs();
    this.evaluate();
  }

  /** The definition has changed: what was learnt of it is tried anew, for every custom resource. */
  redefine(): void {
    this.#world?.pruned.forget();
    this.#world?.refused.forget();
    this.#handler?.forgetSettled();
    for (const object of this.#parts.store.list()) this.enqueue(keyOf(refOf(object)), 'resync');
  }

  /** Caches of the custom resource and of its children are filled. */
  setSynced(isSynced: boolean): void {
    this.#isSynced = isSynced;
    this.evaluate();
  }

  setLeader(isLeader: boolean): void {
    this.#isLeader = isLeader;
    this.evaluate();
  }

  /** The cache lost a custom resource, which mostly means that it is gone. */
  departed(object: KubeObject): void {
    // Without finalizers (`removeFinalizers`), what a custom resource leaves is left.
    if (this.#parts.crd.finalizers.policy !== 'strip') this.#departed.note(object);
  }

  /** Something happened to a custom resource or to a child of it. */
  enqueue(key: string, lane: Lane): void {
    if (this.#scope !== 'all') {
      const object = this.#parts.store.get(parseKey(key));
      if (object !== undefined && !isLeaving(object)) return;
      // The first one that is deleted while the others wait for what the operator depends on.
      if (object !== undefined && this.#queue === undefined) this.evaluate();
    }
    this.#queue?.add(key, lane);
  }

  /** Starts or stops the workers, whichever the present circumstances ask for. */
  evaluate(): void {
    const scope = this.#workScope();
    if (scope !== this.#scope && this.#attachment !== undefined) this.#stop();
    this.#scope = scope;
    if (scope !== 'none' && this.#attachment === undefined && this.#type !== undefined)
      this.#start(this.#type);
    this.#tellState();
  }

  /** A deletion needs nothing of what the operator depends on, which may itself be gone. */
  #workScope(): WorkScope {
    const { dependencies, store } = this.#parts;
    const mayWork =
      this.#type !== undefined && this.#isSynced && this.#isLeader && !this.#isStopping;
    if (!mayWork) return 'none';
    if (dependencies().every(({ satisfied }) => satisfied)) return 'all';
    return store.list().some(isLeaving) ? 'deletions' : 'none';
  }

  /** Takes no more keys; resolves when those being worked on are done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.evaluate();
    await this.#stopping;
  }

  get isSynced(): boolean {
    return this.#isSynced;
  }

  get state(): CrdState {
    const { health, cacheWait, unserved } = this.#parts;
    const isMissing = (): boolean => unserved() !== '' || cacheWait().isMissing;
    return health.state(() => (isMissing() ? 'missing' : 'pending'));
  }

  /** Queues what is not known to be settled. */
  async resync(): Promise<void> {
    const { store, clock, cycles } = this.#parts;
    const queue = this.#queue;
    const handler = this.#handler;
    if (queue === undefined || handler === undefined) return;
    const world = { clock, cycles, isSettled: handler.isSettled };
    const objects = this.#scope === 'all' ? store.list() : store.list().filter(isLeaving);
    await walkUnsettled(objects, world, (key) => queue.add(key, 'resync'));
  }

  read(): CrdHealth {
    const { health, crd, store } = this.#parts;
    const { totals, durations } = health;
    const { state } = this;
    return {
      state,
      healthy: state !== 'degraded' && state !== 'missing',
      started: totals.startedAtMs !== undefined,
      reason: this.#reason(),
      ...(totals.startedAtMs === undefined ? {} : { startedAtMs: totals.startedAtMs }),
      ...(totals.lastReconcileMs === undefined ? {} : { lastReconcileMs: totals.lastReconcileMs }),
      lastError: totals.lastError,
      consecutiveFailures: totals.consecutiveFailures,
      totalReconciles: totals.total,
      failedReconciles: totals.failed,
      errorRate: totals.total === 0 ? 0 : totals.failed / totals.total,
      queueDepth: this.#queue?.depth ?? 0,
      workers: crd.workers,
      workersActive: this.#attachment?.active ?? 0,
      resourceCount: store.size,
      cachesSynced: this.#isSynced,
      dependencies: this.#parts.dependencies(),
      failing: health.failing(),
      notReady: health.notReady(),
      looping: this.#handler?.loops() ?? [],
      warnings: this.#warnings,
      durationP50Ms: durations.percentile(0.5),
      durationP95Ms: durations.percentile(0.95),
    };
  }

  #reason(): string {
    const { crd, health } = this.#parts;
    if (health.totals.startedAtMs !== undefined) return '';
    const { isMissing, reason } = this.#parts.cacheWait();
    const unserved = this.#parts.unserved();
    if (unserved !== '') return unserved;
    if (isMissing) return `${crd.plural}.${crd.gvk.group} is not installed in the cluster`;
    if (!this.#isSynced) return reason === '' ? 'caches are filling' : reason;
    if (this.#isStopping) return 'shutting down';
    if (!this.#isLeader) return this.#parts.standbyReason();
    const open = this.#parts.dependencies().filter(({ satisfied }) => !satisfied);
    return open
      .map(({ crd: name, condition }) => `waits for ${name} to be ${condition}`)
      .join(', ');
  }

  #start(type: ResourceType): void {
    const { crd, scheduler, clock, health, log, metrics, store } = this.#parts;
    const queue = createWorkQueue({ clock });
    const world = this.#createWorld(type);
    const handler = createKeyHandler({
      ...this.#parts,
      queue,
      world,
      get: (ref) => store.get(ref),
      departed: this.#departed,
      finished: (object, cycle, record) => {
        this.#parts.finished(object, cycle, record);
        this.#tellState();
      },
    });
    const { cycles } = this.#parts;
    this.#queue = queue;
    this.#world = world;
    this.#handler = handler;
    const isWhole = this.#scope === 'all';
    if (isWhole) health.started(clock.nowMs());
    const objects = isWhole ? store.list() : store.list().filter(isLeaving);
    for (const object of objects) queue.add(keyOf(refOf(object)), firstLane(object));
    for (const key of this.#departed.keys())
      if (store.get(parseKey(key)) === undefined) queue.add(key, 'resync');
    const begun = new AbortController();
    this.#begun = begun;
    let hasBegun = false;
    const beginnings = { ...this.#parts, owners: () => this.#owners() };
    const beginning = beginWork(beginnings, begun.signal).then((warnings) => {
      hasBegun = !begun.signal.aborted;
      if (!hasBegun) return;
      this.#warnings = warnings;
      const became = (left: readonly string[]): void => {
        this.#warnings = left;
        for (const object of store.list()) queue.add(keyOf(refOf(object)), 'resync');
      };
      void beginAgain(beginnings, { warnings, became }, begun.signal);
    });
    this.#attachment = scheduler.attach({
      name: crd.name,
      queue,
      workers: crd.workers,
      async run(item) {
        await beginning;
        if (hasBegun) await cycles.track((signal) => handler.handle(item, signal));
      },
    });
    const fields = { workers: crd.workers, objects: objects.length };
    if (!isWhole) {
      log.info(fields, 'workers started, for custom resources that are being deleted');
      return;
    }
    metrics.activated(crd.name, 'success', clock.monotonicMs() - this.#installedAtMs);
    log.info(fields, 'workers started');
  }

  #stop(): void {
    const { health, log } = this.#parts;
    const attachment = this.#attachment;
    this.#begun.abort();
    this.#queue?.close();
    this.#queue = undefined;
    this.#handler = undefined;
    this.#world = undefined;
    this.#attachment = undefined;
    health.stopped();
    this.#stopping = attachment?.detach() ?? Promise.resolve();
    log.info({}, 'workers stopped');
  }

  /** Uids of all custom resources, where nothing restricts what is watched. */
  #owners(): readonly string[] | undefined {
    const { crd, store } = this.#parts;
    const { namespace, labelSelector, fieldSelector } = crd.watch;
    const isPart = [namespace, labelSelector, fieldSelector].some((each) => each !== undefined);
    return isPart ? undefined : store.list().map(({ metadata }) => metadata.uid ?? '');
  }

  #createWorld(type: ResourceType): ReconcileWorld {
    const { crd, cluster, providers, clock, log, randomBytes, store } = this.#parts;
    const present = (): ResourceType => this.#type ?? type;
    return {
      crd,
      get type() {
        return present();
      },
      cluster,
      providers: providers.inUse,
      clock,
      log,
      randomBytes,
      pruned: createPrunedFields(clock),
      refused: createRefusedStatus(clock),
      toldFaults: createToldFaults(),
      figures: () => figuresOf(crd.isTimeless ? undefined : this.read()),
      written: (object) => store.overlay(object),
    };
  }

  #tellState(): void {
    const { state } = this;
    if (state === this.#lastState) return;
    this.#lastState = state;
    this.#parts.stateChanged();
  }
}

function isLeaving({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** At the start, deletions and changes not yet observed come before what was converged already. */
function firstLane(object: KubeObject): Lane {
  const { generation, deletionTimestamp } = object.metadata;
  if (deletionTimestamp !== undefined) return 'change';
  const status = object['status'] as { readonly observedGeneration?: number } | undefined;
  return status?.observedGeneration === generation ? 'resync' : 'change';
}
