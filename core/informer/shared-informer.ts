import type { ResourceType, Selection } from '../cluster/cluster.ts';
import { textOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { formatGvk, type GroupVersionKind } from '../object/gvk.ts';
import type { ObjectRef } from '../object/kube-object.ts';
import { type Backoff, backoffDelayMs } from '../queue/backoff.ts';
import { createWake } from '../queue/wake.ts';
import { createObjectStore } from './create-object-store.ts';
import { createInformer, type Informer } from './informer.ts';
import type { InformerEvent } from './informer-event.ts';
import type {
  InformerRequest,
  InformerSetOptions,
  SharedInformerState,
  Subscription,
} from './informer-request.ts';
import type { ObjectStore, StoreWriter } from './object-store.ts';
import { createWriteGate, type OwnWrite } from './write-gate.ts';

/** How often discovery is asked for a kind that is not installed. */
const POLL: Backoff = { baseMs: 1_000, maxMs: 5_000, jitter: 0.2 };

/** An informer with several listeners, from the first subscription to the last release. */
export class SharedInformer {
  readonly store: ObjectStore & StoreWriter;
  readonly #options: InformerSetOptions;
  readonly #gvk: GroupVersionKind;
  readonly #selection: Selection;
  readonly #log: Logger;
  readonly #subscribers = new Set<InformerRequest>();
  readonly #stop = new AbortController();
  readonly #changed: ReturnType<typeof createWake>;
  #informer: Informer | undefined;
  #phase: SharedInformerState['phase'] = 'syncing';
  #reason = 'not started';
  #attempts = 0;

  constructor(options: InformerSetOptions, { gvk, selection = {} }: InformerRequest) {
    this.#options = options;
    this.#gvk = gvk;
    this.#selection = selection;
    this.#log = options.log.child({ gvk: formatGvk(gvk) });
    this.#changed = createWake(options.clock);
    this.store = createObjectStore(options);
  }

  get isWanted(): boolean {
    return this.#subscribers.size > 0;
  }

  /** Tells whether objects of the kind and namespace belong in this store. */
  covers(gvk: GroupVersionKind, namespace: string): boolean {
    const only = this.#selection.namespace;
    return formatGvk(gvk) === formatGvk(this.#gvk) && (only === undefined || only === namespace);
  }

  /** Without an informer at work there are no events to be held back. */
  beginWrite(ref: ObjectRef): OwnWrite {
    return (
      this.#informer?.beginWrite(ref) ?? createWriteGate(this.store, () => undefined).begin(ref)
    );
  }

  subscribe(request: InformerRequest, onRelease: () => void): Subscription {
    // A copy, so that one listener may subscribe twice.
    const subscriber = { ...request };
    for (const [name, indexer] of Object.entries(request.indexers ?? {})) {
      this.store.addIndex(name, indexer);
    }
    for (const object of this.store.list()) {
      this.#tellOne(subscriber, { type: 'added', object, isEcho: false });
    }
    this.#subscribers.add(subscriber);
    // Whoever comes later hears where it stands, as those who were there from the start have.
    if (this.#phase !== 'syncing') this.#guard(() => subscriber.onState?.(this.state()));
    return {
      store: this.store,
      status: () => this.state(),
      whenSynced: (signal) => this.#whenSynced(signal),
      release: () => {
        if (this.#subscribers.delete(subscriber)) onRelease();
      },
    };
  }

  state(): SharedInformerState {
    const status = this.#informer?.status();
    return {
      gvk: this.#gvk,
      phase: this.#phase,
      reason: this.#reason || (this.#phase === 'synced' ? '' : (status?.lastError ?? '')),
      isConnected: status?.isConnected ?? false,
      lastError: status?.lastError ?? this.#reason,
      lists: status?.lists ?? 0,
      watches: status?.watches ?? 0,
      undecodable: status?.undecodable ?? 0,
      hasSynced: this.#phase === 'synced',
      objects: this.store.size,
      ...(status?.lastSyncMs === undefined ? {} : { lastSyncMs: status.lastSyncMs }),
    };
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Runs until stopped or aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!this.#stop.signal.aborted) await this.#runGuarded(this.#stop.signal);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#changed.wake();
    }
  }

  /** A mistake of ours must not leave a cache that silently stands still. */
  async #runGuarded(signal: AbortSignal): Promise<void> {
    try {
      await this.#runOnce(signal);
    } catch (err) {
      this.#log.error({ err }, 'informer failed unexpectedly, starting it again');
      this.#enter('syncing', textOf(err));
      await this.#options.clock.sleep(POLL.maxMs, signal);
    }
  }

  /** From looking the kind up to its disappearance; failing that, one wait. */
  async #runOnce(signal: AbortSignal): Promise<void> {
    const type = await this.#resolve(signal);
    if (type !== undefined) {
      this.#enter('syncing', '');
      this.#informer = createInformer({
        ...this.#options,
        type,
        selection: this.#selection,
        store: this.store,
        log: this.#log,
        onEvent: (event) => this.#tell(event),
        onSynced: () => {
          this.#attempts = 0;
          this.#enter('synced', '');
        },
      });
      if ((await this.#informer.run(signal)) === 'aborted') return;
      this.#informer = undefined;
      this.#enter('syncing', 'the API server does not serve the kind at present');
    }
    // Discovery may still hold what is no longer true, or not yet what is.
    this.#options.cluster.forgetDiscovery();
    this.#attempts += 1;
    const delayMs = backoffDelayMs(POLL, this.#attempts, (this.#options.random ?? Math.random)());
    await this.#options.clock.sleep(delayMs, signal);
  }

  async #resolve(signal: AbortSignal): Promise<ResourceType | undefined> {
    try {
      const type = await this.#options.cluster.resolve(this.#gvk, signal);
      if (type === undefined) this.#lose();
      return type;
    } catch (err) {
      if (signal.aborted) return undefined;
      this.#log.warn({ err }, 'discovery failed, trying again');
      this.#enter('syncing', textOf(err));
      return undefined;
    }
  }

  /** Only discovery decides that a kind is gone; an API server that starts may answer 404 to anything. */
  #lose(): void {
    this.#enter('missing', `${formatGvk(this.#gvk)} is not installed`);
    for (const event of this.store.clear()) this.#tell(event);
  }

  #enter(phase: SharedInformerState['phase'], reason: string): void {
    const before = this.#phase;
    this.#phase = phase;
    this.#reason = reason;
    if (before === phase) return;
    if (phase === 'missing') this.#log.info({}, 'kind is not installed, waiting for it');
    else if (before === 'missing') this.#log.info({}, 'kind is installed');
    this.#changed.wake();
    for (const { onState } of this.#subscribers) this.#guard(() => onState?.(this.state()));
  }

  #tell(event: InformerEvent): void {
    for (const subscriber of this.#subscribers) this.#tellOne(subscriber, event);
  }

  /** Whatever one listener throws, the others hear the event. */
  #tellOne(subscriber: InformerRequest, event: InformerEvent): void {
    this.#guard(() => subscriber.onEvent?.(event));
  }

  #guard(tell: () => void): void {
    try {
      tell();
    } catch (err) {
      this.#log.error({ err }, 'informer listener failed');
    }
  }

  async #whenSynced(signal: AbortSignal): Promise<boolean> {
    while (this.#phase !== 'synced' && !signal.aborted && !this.#stop.signal.aborted) {
      await this.#changed.wait(undefined, signal);
    }
    return this.#phase === 'synced';
  }
}
