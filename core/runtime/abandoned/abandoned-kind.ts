import type { ResourceType } from '../../cluster/cluster.ts';
import type { InformerEvent } from '../../informer/informer-event.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { apiVersionOf } from '../../object/gvk.ts';
import { type KubeObject, keyOf, parseKey, refOf } from '../../object/kube-object.ts';
import type { CrdProgram } from '../../program/program.ts';
import type { Provider } from '../../provider/provider.ts';
import type { DecisionRecord } from '../../reconcile/decision-record.ts';
import { createRecordRing } from '../../reconcile/record-ring.ts';
import { type ControllerParts, CrdController } from '../crd-controller.ts';
import { type CrdProviders, createCrdProviders } from '../crd-providers.ts';
import { abandonedEvent, type CycleEventSink, eventsOf } from '../cycle-events.ts';
import { createHealthTracker } from '../health-tracker.ts';
import { createAbandonedStore } from './abandoned-store.ts';
import { createFinalizerWatch, type FinalizerWatch } from './finalizer-watch.ts';
import { type FinalizerOwner, isHeldByUs } from './is-ours.ts';

/** What looking after the abandoned custom resources of one kind needs. */
export interface AbandonedKindParts
  extends Pick<
    ControllerParts,
    'cluster' | 'scheduler' | 'cycles' | 'clock' | 'log' | 'metrics' | 'randomBytes'
  > {
  readonly providers: ReadonlyMap<string, Provider>;
  /** How they are deleted: an entry that declares the kind, or what is left of one that did. */
  readonly crd: CrdProgram;
  /** As it is served, which may be another version than the entry's. */
  readonly type: ResourceType;
  /** Namespaces in which one may be; `''` stands for all. */
  readonly namespaces: readonly string[];
  readonly owner: FinalizerOwner;
  readonly inventory?: Inventory;
  /** No Katalog declares the kind any more, so nobody else has attached providers. */
  readonly isFormer: boolean;
  /** Why nobody works on them, for people. */
  readonly why: string;
  /** An operator of this process works on it. */
  readonly isServed: (object: KubeObject) => boolean;
  readonly events: CycleEventSink;
  readonly decided: (record: DecisionRecord) => void;
}

/** Most custom resources that a warning names. */
const MOST_NAMED = 8;

/** First and longest wait before one that could not be read is read again, in milliseconds. */
const RETRY_FIRST_MS = 500;
const RETRY_LAST_MS = 30_000;

/**
 * The custom resources of one kind that carry our finalizer and that no operator works on: they are told of, left as they are, and
 * when they are deleted they are cleaned up as any other, so that they can go.
 */
export class AbandonedKind {
  readonly #parts: AbandonedKindParts;
  readonly #store = createAbandonedStore();
  readonly #providers: CrdProviders;
  readonly #controller: CrdController;
  readonly #watches: readonly FinalizerWatch[];
  /** By key: that it has been told. */
  readonly #told = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #stop = new AbortController();

  constructor(parts: AbandonedKindParts) {
    this.#parts = parts;
    const { cluster, clock, crd, log, namespaces, type } = parts;
    const { inventory, isFormer, ...rest } = parts;
    const changed = (): void => this.#lookAgain();
    this.#providers = createCrdProviders({ ...parts, changed });
    this.#controller = new CrdController({
      ...rest,
      providers: this.#providers,
      ...(inventory === undefined || !isFormer ? {} : { inventory: readOnly(inventory) }),
      store: this.#store,
      health: createHealthTracker(crd.queue.failureThreshold),
      records: createRecordRing(),
      dependencies: () => [],
      cacheWait: () => ({ isMissing: false, reason: '' }),
      unserved: () => '',
      standbyReason: () => '',
      finished: (object, cycle, record) => {
        parts.decided(record);
        for (const event of eventsOf(crd, object, cycle)) parts.events.record(object, event);
      },
      looping: () => undefined,
      stateChanged: () => undefined,
    });
    this.#watches = namespaces.map((namespace) =>
      createFinalizerWatch({
        cluster,
        type,
        namespace: namespace === '' ? undefined : namespace,
        clock,
        log,
        isAbandoned: (object) => isHeldByUs(object, parts.owner) && !parts.isServed(object),
        found: (object) => this.#found(object),
        gone: (key) => this.#gone(key),
        refused: (reason) => void this.#refused.add(reason),
      }),
    );
  }

  /** Until aborted, or {@link AbandonedKind.stop}. */
  async run(signal: AbortSignal): Promise<void> {
    const { isFormer, type } = this.#parts;
    const both = AbortSignal.any([signal, this.#stop.signal]);
    if (isFormer) await this.#providers.attach(both);
    if (both.aborted) return;
    this.#controller.setType(type);
    this.#controller.setSynced(true);
    this.#controller.setLeader(true);
    await Promise.all(this.#watches.map((watch) => watch.run(both)));
    await this.#controller.stop();
  }

  stop(): void {
    this.#stop.abort();
  }

  /** What the cache of an operator lost: with a finalizer of ours on it, it has left the selection. */
  lost({ object }: InformerEvent): void {
    if (isHeldByUs(object, this.#parts.owner)) for (const watch of this.#watches) watch.look();
  }

  #found(object: KubeObject): void {
    const { crd, events, log, why } = this.#parts;
    const key = keyOf(refOf(object));
    if (!this.#told.has(key)) {
      this.#told.add(key);
      log.warn(
        { object: key, reason: why },
        'custom resource carries our finalizer, and nobody works on it',
      );
      // Of a list of metadata each object says that it is metadata.
      const whole = { ...object, apiVersion: apiVersionOf(crd.gvk), kind: crd.gvk.kind };
      events.record(whole, abandonedEvent(crd, whole, why));
    }
    if (object.metadata.deletionTimestamp !== undefined) void this.#take(object);
  }

  #gone(key: string): void {
    this.#told.delete(key);
    const object = this.#store.get(parseKey(key));
    if (object !== undefined) this.#controller.departed(object);
    this.#store.delete(key);
    // Whatever is kept of it is forgotten.
    this.#controller.enqueue(key, 'change');
  }

  /** Its deletion needs the whole object. Never rejects. */
  async #take(object: KubeObject): Promise<void> {
    const { clock, cluster, log, type } = this.#parts;
    const [ref, signal] = [refOf(object), this.#stop.signal];
    for (
      let delayMs = RETRY_FIRST_MS;
      !signal.aborted;
      delayMs = Math.min(RETRY_LAST_MS, delayMs * 2)
    ) {
      try {
        const whole = await cluster.get({ type, ref }, signal);
        if (whole?.metadata.deletionTimestamp === undefined || !this.#told.has(keyOf(ref))) return;
        this.#store.add(whole);
        this.#controller.enqueue(keyOf(ref), 'change');
        return;
      } catch (err) {
        if (signal.aborted) return;
        log.warn(
          { err, object: keyOf(ref), delayMs },
          'abandoned custom resource could not be read',
        );
        await clock.sleep(delayMs, signal);
      }
    }
  }

  /** Something that one of them owns has changed. */
  #lookAgain(): void {
    for (const object of this.#store.list()) {
      this.#controller.enqueue(keyOf(refOf(object)), 'drift');
    }
  }

  /** For people. */
  warnings(): readonly string[] {
    const { crd, why } = this.#parts;
    const kind = `${crd.plural}.${crd.gvk.group}`;
    const held = [...this.#told];
    const named = held.slice(0, MOST_NAMED).join(', ');
    const rest = held.length > MOST_NAMED ? ` and ${held.length - MOST_NAMED} more` : '';
    return [
      ...(held.length === 0 ? [] : [`${kind} ${named}${rest}: ${why}`]),
      ...[...this.#refused].map((text) => `${kind} with our finalizer cannot be listed: ${text}`),
    ];
  }
}

/** What is remembered of a kind that nobody declares stays as it is. */
function readOnly(inventory: Inventory): Inventory {
  return { read: (signal) => inventory.read(signal), change: async () => undefined };
}
