import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ErrorCode, OrkError, textOf } from '../errors.ts';
import { createNamespaceEvents, type NamespaceEvents } from '../events/namespace-events.ts';
import type { Environment } from '../expression/expression.ts';
import type { InformerSet } from '../informer/informer-set.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Leadership } from '../leadership/leadership.ts';
import type { Logger } from '../log.ts';
import type { Program } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import { createProviderDoor, type ProviderDoor } from '../provider/provider-door.ts';
import { createScheduler, type Scheduler } from '../queue/scheduler.ts';
import type { DecisionRecord } from '../reconcile/decision-record.ts';
import { AbandonedResources } from './abandoned/abandoned-resources.ts';
import { type ActiveCycles, createActiveCycles } from './active-cycles.ts';
import { cacheStatuses } from './cache-status.ts';
import type { CycleEventSink } from './cycle-events.ts';
import { watchDefinitions } from './definition-watch.ts';
import type { RuntimeMetrics } from './metrics.ts';
import { Operator } from './operator.ts';
import type { CacheStatus, CrdState, Runtime, RuntimeStatus } from './runtime.ts';

/** What a runtime is made of; all of it is handed in. */
export interface RuntimeOptions {
  readonly program: Program;
  /** Refuses writes unless this process leads (`guardCluster`). */
  readonly cluster: Cluster;
  readonly informers: InformerSet;
  readonly providers: readonly Provider[];
  readonly leadership: Leadership;
  readonly events: CycleEventSink;
  readonly metrics: RuntimeMetrics;
  readonly clock: Clock;
  readonly log: Logger;
  readonly randomBytes: Environment['randomBytes'];
  /** Numbers in [0, 1) for jitter. */
  readonly random: () => number;
  readonly settings?: RuntimeSettings;
  /** Where is noted what has been made, so that it is found after a restart. Absent: nothing outlasts the process. */
  readonly inventory?: Inventory;
}

export interface RuntimeSettings {
  /** Reconciles at a time over all CRDs. Default 64. */
  readonly slots?: number;
  /** Longest reconcile, in milliseconds. Default 60 000. */
  readonly reconcileTimeoutMs?: number;
  /** How long workers may finish what they hold on shutdown, in milliseconds. Default 20 000. */
  readonly drainMs?: number;
}

/** Creates a runtime; nothing runs before {@link Runtime.run}. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new OperatorRuntime(options);
}

class OperatorRuntime implements Runtime {
  readonly #options: RuntimeOptions;
  readonly #cycles: ActiveCycles;
  readonly #scheduler: Scheduler;
  readonly #door: ProviderDoor;
  readonly #operators: readonly Operator[];
  readonly #abandoned: AbandonedResources;
  readonly #namespaceEvents: NamespaceEvents;
  readonly #listeners = new Set<(record: DecisionRecord) => void>();
  #startedAtMs = 0;
  #isStopping = false;
  #fatal = '';

  constructor(options: RuntimeOptions) {
    this.#options = options;
    const { clock, log, program, settings = {} } = options;
    this.#cycles = createActiveCycles(clock, settings.reconcileTimeoutMs);
    const slots = settings.slots === undefined ? {} : { slots: settings.slots };
    this.#scheduler = createScheduler({ clock, log, ...slots });
    this.#door = createProviderDoor({
      clock,
      assertCanWrite: () => options.leadership.assertCanWrite(),
    });
    const providers = new Map(
      options.providers.map((each) => [each.describe().name, this.#door.through(each)]),
    );
    this.#namespaceEvents = createNamespaceEvents(options);
    this.#operators = program.crds.map(
      (crd) =>
        new Operator({
          ...options,
          crd,
          providers,
          standbyReason: () => options.leadership.standby()?.reason ?? 'nobody leads',
          scheduler: this.#scheduler,
          cycles: this.#cycles,
          namespaceEvents: this.#namespaceEvents,
          log: log.child({ crd: crd.name }),
          stateOf: (name) => this.#stateOf(name),
          stateChanged: () => this.#evaluate(),
          lost: (event) => this.#abandoned.lost(crd, event),
          warnings: () => this.#abandoned.warnings(crd),
          decided: (record) => this.#tell(record),
        }),
    );
    this.#abandoned = new AbandonedResources({
      ...options,
      inventory: options.inventory,
      providers,
      scheduler: this.#scheduler,
      cycles: this.#cycles,
      operators: this.#operators,
      decided: (record) => this.#tell(record),
    });
  }

  get katalogs(): Program['katalogs'] {
    return this.#options.program.katalogs;
  }

  get crds(): readonly Operator[] {
    return this.#operators;
  }

  caches(): readonly CacheStatus[] {
    const { clock, informers } = this.#options;
    return cacheStatuses(informers.states(), clock.nowMs());
  }

  onDecision(listener: (record: DecisionRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, informers, leadership, log } = this.#options;
    this.#startedAtMs = clock.nowMs();
    const workers = new AbortController();
    const caches = new AbortController();
    const stopListening = leadership.onChange((isLeader) => this.#follow(isLeader));
    const background = [
      informers.run(caches.signal),
      this.#scheduler.run(workers.signal),
      this.#cycles.watch(caches.signal),
      this.#door.watch(caches.signal),
      this.#watchDefinitions(caches.signal),
      this.#abandoned.run(caches.signal),
      ...this.#operators.map((operator) => operator.run(caches.signal)),
    ].map((task) => this.#own(task));
    this.#follow(leadership.isLeader());
    await aborted(signal);
    this.#isStopping = true;
    log.info({}, 'stopping: workers finish what they hold');
    await this.#drain();
    workers.abort();
    caches.abort();
    stopListening();
    this.#namespaceEvents.close();
    await Promise.all(background);
  }

  status(): RuntimeStatus {
    const reason = this.#notReadyReason();
    return {
      ready: reason === '',
      reason,
      live: this.#fatal === '',
      isLeader: this.#options.leadership.isLeader(),
      leader: this.#options.leadership.leader(),
      startedAtMs: this.#startedAtMs,
      stopping: this.#isStopping,
      warnings: this.#abandoned.warnings(),
    };
  }

  #notReadyReason(): string {
    if (this.#fatal !== '') return this.#fatal;
    if (this.#isStopping) return 'shutting down';
    if (this.#startedAtMs === 0) return 'starting';
    const standby = this.#options.leadership.standby();
    if (standby?.isServed === false) return standby.reason;
    const waiting = this.#operators.filter((operator) => !operator.isReady);
    return waiting.map((operator) => operator.waitingText).join('; ');
  }

  /** What was learnt of a kind is true only until its definition changes. */
  #watchDefinitions(signal: AbortSignal): Promise<void> {
    const { cluster, clock, log } = this.#options;
    const byName = new Map(
      this.#operators
        .filter(({ program }) => program.gvk.group !== '')
        .map((operator) => [`${operator.program.plural}.${operator.program.gvk.group}`, operator]),
    );
    const changed = (name: string): void => byName.get(name)?.redefine(signal);
    return watchDefinitions({ cluster, clock, log, names: [...byName.keys()], changed }, signal);
  }

  /** A new term begins or the old one is over: without leadership nothing under way may go on. */
  #follow(isLeader: boolean): void {
    for (const operator of this.#operators) operator.setLeader(isLeader);
    this.#abandoned.setLeader(isLeader);
    if (!isLeader)
      this.#cycles.abortAll(new OrkError('Leadership was lost', { code: ErrorCode.NotLeader }));
    this.#evaluate();
  }

  #stateOf(name: string): CrdState {
    return this.#operators.find(({ program }) => program.name === name)?.state ?? 'missing';
  }

  #evaluate(): void {
    for (const operator of this.#operators) operator.evaluate();
    this.#abandoned.evaluate();
  }

  async #drain(): Promise<void> {
    const { clock, settings = {} } = this.#options;
    const isOver = new AbortController();
    const overdue = clock.sleep(settings.drainMs ?? 20_000, isOver.signal).then(() => {
      if (isOver.signal.aborted) return;
      this.#cycles.abortAll(
        new OrkError('Shutdown did not wait any longer', { code: ErrorCode.Aborted }),
      );
    });
    // Dependants before what they depend on (katalog-language §16).
    for (const operator of [...this.#operators].reverse()) await operator.stop();
    isOver.abort();
    await overdue;
  }

  #tell(record: DecisionRecord): void {
    for (const listener of this.#listeners) {
      try {
        listener(record);
      } catch (err) {
        this.#options.log.error({ err }, 'decision listener failed');
      }
    }
  }

  /** A background task that ends by an exception is fatal: liveness fails and the process is restarted. */
  async #own(task: Promise<void>): Promise<void> {
    try {
      await task;
    } catch (err) {
      this.#fatal = `a background task failed: ${textOf(err)}`;
      this.#options.log.error({ err }, 'background task failed');
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
