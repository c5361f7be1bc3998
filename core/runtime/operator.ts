import { compareText } from '../compare-text.ts';
import { createEventRing, type EventRing } from '../events/event-ring.ts';
import type { NamespaceEvents } from '../events/namespace-events.ts';
import type { EventHistory } from '../events/object-event.ts';
import { objectEvents } from '../events/object-events.ts';
import type { InformerEvent } from '../informer/informer-event.ts';
import type { SharedInformerState } from '../informer/informer-request.ts';
import type { InformerSet } from '../informer/informer-set.ts';
import { type KubeObject, keyOf, type ObjectRef, refOf } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { ObservedResource } from '../provider/observation.ts';
import type { AttachRequest, Provider } from '../provider/provider.ts';
import type { DecisionRecord } from '../reconcile/decision-record.ts';
import { observeAll } from '../reconcile/observe.ts';
import { ownerOf } from '../reconcile/owner-of.ts';
import { createRecordRing, type RecordRing } from '../reconcile/record-ring.ts';
import { type CacheWait, cacheWaitOf } from './cache-wait.ts';
import { subjectOf, summarizeChildren } from './child-summary.ts';
import { type CrdCache, createCrdCache } from './crd-cache.ts';
import { type ControllerParts, CrdController } from './crd-controller.ts';
import { type CrdProviders, createCrdProviders } from './crd-providers.ts';
import { type CycleEvent, type CycleEventSink, eventsOf, loopEvent } from './cycle-events.ts';
import { unservedText } from './definition-watch.ts';
import { dependencyHealth } from './dependencies.ts';
import { createHealthTracker } from './health-tracker.ts';
import { createReadyEvents } from './ready-events.ts';
import { runResync } from './resync-loop.ts';
import type { ChildSummary, CrdHealth, CrdState, RunningCrd } from './runtime.ts';

/** What one operator is made of. */
export interface OperatorParts
  extends Pick<
    ControllerParts,
    | 'crd'
    | 'cluster'
    | 'scheduler'
    | 'cycles'
    | 'inventory'
    | 'clock'
    | 'log'
    | 'metrics'
    | 'randomBytes'
    | 'standbyReason'
  > {
  /** All that there are; those that the CRD uses are chosen. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly informers: InformerSet;
  readonly events: CycleEventSink;
  readonly namespaceEvents: NamespaceEvents;
  readonly random: () => number;
  readonly stateOf: (crd: string) => CrdState;
  readonly stateChanged: () => void;
  /** Its cache lost an object, which may be there still: it has left the selection. */
  readonly lost: (event: InformerEvent) => void;
  /** What is not looked after besides, for people. */
  readonly warnings: () => readonly string[];
  readonly decided: (record: DecisionRecord) => void;
}

/** When a changed definition is looked at, each after the one before, in milliseconds. */
const REDEFINED_MS = [200, 1_500, 8_000];

/** One CRD at work: its cache, the children's, its controller and its resync. */
export class Operator implements RunningCrd {
  readonly program: CrdProgram;
  readonly #parts: OperatorParts;
  readonly #records: RecordRing = createRecordRing();
  readonly #events: EventRing = createEventRing();
  readonly #cache: CrdCache;
  readonly #providers: CrdProviders;
  readonly #controller: CrdController;
  #isFilled = false;
  /** Why the kind is missing although its definition is there. */
  #unserved = '';
  #isAttached = false;
  #stopped = new AbortController().signal;

  constructor(parts: OperatorParts) {
    this.#parts = parts;
    this.program = parts.crd;
    const { clock, crd, informers, log, providers } = parts;
    const changed = (owner: Parameters<AttachRequest['changed']>[0]): void => {
      const key = owner.key ?? this.#keyOfUid(owner.uid);
      if (key !== undefined) this.#controller.enqueue(key, 'drift');
    };
    this.#providers = createCrdProviders({ crd, providers, clock, log, changed });
    this.#cache = createCrdCache(crd, informers);
    const readyEvents = createReadyEvents(crd);
    this.#controller = new CrdController({
      ...parts,
      providers: this.#providers,
      store: this.#cache.store,
      health: createHealthTracker(crd.queue.failureThreshold),
      records: this.#records,
      dependencies: () => dependencyHealth(crd.dependsOn, parts.stateOf),
      cacheWait: () => this.#cacheWait(),
      unserved: () => this.#unserved,
      finished: (object, cycle, record) => {
        parts.decided(record);
        const events = [...eventsOf(crd, object, cycle), ...readyEvents.of(object, cycle)];
        for (const event of events) this.#record(object, event);
      },
      looping: (object, message) => this.#record(object, loopEvent(crd, object, message)),
    });
  }

  /** Follows the children and resyncs until aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { crd, clock, random } = this.#parts;
    this.#stopped = signal;
    this.#cache.follow({
      onEvent: (event) => this.#onEvent(event),
      onState: (state) => this.#onState(state),
    });
    const resync = runResync(
      { everyMs: crd.resyncMs, clock, random, tick: () => this.#controller.resync() },
      signal,
    );
    await this.#providers.attach(signal);
    this.#isAttached = !signal.aborted;
    this.#settle();
    await resync;
    this.#cache.release();
  }

  get state(): CrdState {
    return this.#controller.state;
  }

  /** Its caches are filled, or its definition is not installed, which holds nobody else up. */
  get isReady(): boolean {
    return (
      this.#controller.isSynced || (this.#cache.status().phase === 'missing' && this.#isAttached)
    );
  }

  get waitingText(): string {
    const { reason } = this.#cacheWait();
    return `${this.program.name}: ${reason === '' ? 'caches are filling' : reason}`;
  }

  setLeader(isLeader: boolean): void {
    this.#controller.setLeader(isLeader);
  }

  evaluate(): void {
    this.#controller.evaluate();
  }

  stop(): Promise<void> {
    return this.#controller.stop();
  }

  health(): CrdHealth {
    const health = this.#controller.read();
    return { ...health, warnings: [...health.warnings, ...this.#parts.warnings()] };
  }

  list(): readonly KubeObject[] {
    return [...this.#cache.store.list()].sort((left, right) =>
      compareText(keyOf(refOf(left)), keyOf(refOf(right))),
    );
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.#cache.store.get(ref);
  }

  records(ref: ObjectRef): readonly DecisionRecord[] {
    return this.#records.list(keyOf(ref));
  }

  async children(ref: ObjectRef, signal: AbortSignal): Promise<readonly ChildSummary[]> {
    const object = this.get(ref);
    if (object === undefined) return [];
    return (await this.#observe(object, signal)).map(summarizeChildren);
  }

  async events(ref: ObjectRef, signal: AbortSignal): Promise<EventHistory> {
    const object = this.get(ref);
    const recorded = this.#events.list(keyOf(ref));
    if (object === undefined) return { events: recorded, warning: '' };
    const { kind, metadata } = object;
    const { uid = '' } = metadata;
    const children = await this.#observe(object, signal);
    const subjects = [{ kind, ...ref, uid }, ...children.map(subjectOf)];
    // What happened to an object of the same name before is not the history of this one.
    const own = recorded.filter(({ regarding }) => regarding.uid === uid);
    return objectEvents(subjects, own, this.#parts.namespaceEvents);
  }

  /** What an object has, from the caches of the providers. */
  async #observe(object: KubeObject, signal: AbortSignal): Promise<readonly ObservedResource[]> {
    const owner = ownerOf(this.program, object);
    const { inUse: providers } = this.#providers;
    const { observations } = await observeAll(owner, [], { providers, signal });
    return [...observations.values()].flatMap(({ resources }) => resources);
  }

  #record(object: KubeObject, event: CycleEvent): void {
    const { clock, events } = this.#parts;
    events.record(object, event);
    this.#events.add(keyOf(refOf(object)), { regarding: object, event, nowMs: clock.nowMs() });
  }

  #onEvent(event: InformerEvent): void {
    const { object, type, isEcho } = event;
    if (type === 'deleted') {
      this.#parts.lost(event);
      this.#controller.departed(object);
    }
    // What a cycle wrote itself is news only where something that decides reads it.
    if (isEcho && type === 'updated' && !this.program.readsOwnWrites) return;
    const key = keyOf(refOf(object));
    if (type === 'deleted') this.#events.retire(key, this.#parts.clock.nowMs());
    this.#controller.enqueue(key, 'change');
  }

  #onState({ phase, reason }: SharedInformerState): void {
    this.#isFilled = phase === 'synced';
    this.#unserved = '';
    if (phase === 'missing') {
      this.#controller.setType(undefined);
      void this.#tellMissing(reason);
    }
    if (phase === 'synced') void this.#install();
    else this.#settle();
  }

  /** A definition that no longer serves the version is another fault than one that is not there. */
  async #tellMissing(reason: string): Promise<void> {
    const { cluster, crd, log } = this.#parts;
    const unserved = await unservedText(cluster, crd, this.#stopped);
    if (this.#cache.status().phase !== 'missing') return;
    this.#unserved = unserved;
    const what = unserved === '' ? 'is not installed' : 'does not serve the version';
    const text = unserved === '' ? reason : unserved;
    log.warn({ reason: text }, `custom resource definition ${what}, waiting for it`);
  }

  /**
   * The definition has changed: its schema, subresources, versions. The API server takes a moment until it serves what it has
   * stored, so it is looked at more than once. Never rejects.
   */
  redefine(signal: AbortSignal): void {
    const { clock, cluster, log } = this.#parts;
    const look = async (): Promise<void> => {
      log.info({}, 'custom resource definition has changed');
      for (const delayMs of REDEFINED_MS) {
        await clock.sleep(delayMs, signal);
        if (signal.aborted) return;
        cluster.forgetDiscovery();
        await this.#install();
        this.#controller.redefine();
      }
    };
    void look();
  }

  /** Discovery has just answered for the informer, so this asks its cache. Never rejects. */
  async #install(): Promise<void> {
    const { cluster, crd, log } = this.#parts;
    try {
      const type = await cluster.resolve(crd.gvk, this.#stopped);
      this.#unserved = type === undefined ? await unservedText(cluster, crd, this.#stopped) : '';
      // Otherwise, that a kind is gone is for its informer to say, which empties the cache.
      if (type === undefined && this.#isFilled && this.#unserved === '') return;
      this.#controller.setType(type);
      this.#settle();
    } catch (err) {
      // The informer notices what is wrong with the API server and tells its state again.
      log.warn({ err }, 'custom resource definition could not be looked up');
    }
  }

  #cacheWait(): CacheWait {
    const { informers } = this.#parts;
    const [own, all] = [this.#cache.status(), () => informers.states()];
    return cacheWaitOf({ own, all, isAttached: this.#isAttached });
  }

  #settle(): void {
    this.#controller.setSynced(this.#isFilled && this.#isAttached);
    this.#parts.stateChanged();
  }

  #keyOfUid(uid: string): string | undefined {
    const found = this.#cache.store.list().find(({ metadata }) => metadata.uid === uid);
    return found === undefined ? undefined : keyOf(refOf(found));
  }
}
