import {
  type Clock,
  type Cluster,
  createInformerSet,
  ErrorCode,
  type InformerEvent,
  type Installation,
  type Leadership,
  type Logger,
  leaseNameOf,
  notLeaderError,
  OrkError,
  type Standby,
  textOf,
} from '../../core/index.ts';
import { createLeaseLock, type LeaseLock } from './lease-lock.ts';
import type { LeaseName } from './lease-record.ts';
import { type Rival, Rivals } from './rivals.ts';
import { standbyBehind, standbyBesides } from './standby.ts';
import { within } from './within.ts';

/** Options of {@link createLeaderElection}. */
export interface LeaderElectionOptions {
  /** One that is not guarded by leadership itself. */
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  readonly namespace: string;
  /** Unique to this process, e.g. pod name and a random part. */
  readonly identity: string;
  /** What this process is to work on. */
  readonly serves: Installation;
  /** Name of the Lease. Default: follows from the Katalogs ({@link leaseNameOf}). */
  readonly name?: string;
  /** After this long without renewal others may take over. Default 10 000 ms. */
  readonly leaseDurationMs?: number;
  /** After this long without renewal this process stops writing; shorter than the lease. Default 7 000 ms. */
  readonly renewDeadlineMs?: number;
  /** Between renewals, and between tries where the Lease cannot be watched. Default 2 000 ms. */
  readonly retryPeriodMs?: number;
  /** Numbers in [0, 1) for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** Leadership by a Lease that replicas contend for. */
export interface LeaderElection extends Leadership {
  readonly identity: string;
  /**
   * Takes part until aborted, then releases the Lease if it holds it. Abort it after the workers have drained: from then on
   * writes are refused here and allowed elsewhere.
   */
  run(signal: AbortSignal): Promise<void>;
}

/** How long the release may take on the way out. */
const RELEASE_MS = 3_000;

/**
 * Creates an election; nothing happens before {@link LeaderElection.run}.
 *
 * @throws {@link OrkError} `ORK_CONFIG_INVALID` unless lease > deadline > retry period
 */
export function createLeaderElection(options: LeaderElectionOptions): LeaderElection {
  return new LeaseElection(options);
}

class LeaseElection implements LeaderElection {
  readonly identity: string;
  readonly #options: LeaderElectionOptions;
  readonly #timings: Timings;
  readonly #where: LeaseName;
  readonly #lock: LeaseLock;
  readonly #rivals: Rivals;
  readonly #listeners = new Set<(isLeader: boolean) => void>();
  /** Until when, by the monotonic clock, nobody else can hold the Lease; absent: not the leader. */
  #safeUntilMs: number | undefined;
  /** Why it does not lead, as last logged. */
  #loggedReason = '';
  #rival: Rival | undefined;
  #wake: () => void = () => undefined;

  constructor(options: LeaderElectionOptions) {
    this.#options = options;
    this.identity = options.identity;
    this.#timings = timingsOf(options);
    const { namespace, name = leaseNameOf(options.serves) } = options;
    const durationMs = this.#timings.leaseDurationMs;
    this.#where = { namespace, name };
    this.#lock = createLeaseLock({ ...options, where: this.#where, durationMs });
    this.#rivals = new Rivals({ ...options, where: this.#where, durationMs });
  }

  isLeader(): boolean {
    return this.#safeForMs() > 0;
  }

  leader(): string {
    return this.#lock.holder();
  }

  standby(): Standby | undefined {
    if (this.isLeader()) return undefined;
    const { serves } = this.#options;
    return this.#rival === undefined
      ? standbyBehind(this.#lock.record(), { where: this.#where, serves })
      : standbyBesides(this.#rival, this.#where.namespace);
  }

  assertCanWrite(): void {
    if (!this.isLeader()) throw notLeaderError();
  }

  onChange(listener: (isLeader: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { cluster, clock, log } = this.#options;
    const { namespace, name } = this.#where;
    const informers = createInformerSet({ cluster, clock, log });
    const watched = informers.subscribe({
      gvk: { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease' },
      selection: { namespace, fieldSelector: `metadata.name=${name}` },
      onEvent: (event) => this.#hear(event),
    });
    const watch = new AbortController();
    const watching = informers.run(watch.signal);
    try {
      while (!signal.aborted) {
        await this.#follow(() => watched.status().isConnected, signal);
        if (!signal.aborted) await this.#lead(signal);
      }
    } finally {
      watch.abort();
      await watching;
    }
  }

  /** Tries until the Lease is ours; asks the API only when the Lease may be free or cannot be watched. */
  async #follow(isWatched: () => boolean, signal: AbortSignal): Promise<void> {
    const { clock, random = Math.random } = this.#options;
    const { renewDeadlineMs, retryPeriodMs } = this.#timings;
    let hasAsked = false;
    while (!signal.aborted) {
      const isBlocked = this.#rival !== undefined;
      if (!hasAsked || isBlocked || this.#lock.freeInMs() === 0 || !isWatched()) {
        if (await this.#tryLead(renewDeadlineMs, signal)) return;
        hasAsked = true;
      }
      this.#logStandby();
      if (this.#rival !== undefined) {
        // Not woken by events of the own Lease; those that began at the same moment come back at different ones.
        await clock.sleep(retryPeriodMs * (0.5 + random()), signal);
        continue;
      }
      const freeInMs = this.#lock.freeInMs();
      const waitMs = isWatched() ? Math.max(freeInMs, 0.1 * retryPeriodMs) : retryPeriodMs;
      await this.#sleep(waitMs + 0.1 * retryPeriodMs * random(), clock, signal);
    }
  }

  /**
   * Takes the Lease, unless another installation works on the same custom resources.
   *
   * @remarks Asked before and after: of two that begin at once at least one sees the other, and gives way.
   */
  async #tryLead(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#options;
    const look = (): Promise<Rival | undefined> =>
      within({ clock, timeoutMs, signal }, (both) => this.#rivals.find(both)).catch(
        () => undefined, // No answer in time: the Lease itself will not be had either.
      );
    this.#rival = await look();
    if (this.#rival !== undefined || !(await this.#tryAcquire(timeoutMs, signal))) return false;
    this.#rival = await look();
    if (this.#rival === undefined) return this.isLeader();
    this.#safeUntilMs = undefined;
    await this.#release();
    return false;
  }

  /** Logs who leads what, once for each answer. */
  #logStandby(): void {
    const { log } = this.#options;
    const standby = this.standby();
    const { reason = '', isServed = true } = standby ?? {};
    const isUnknown = this.#rival === undefined && this.#lock.holder() === '';
    if (isUnknown || reason === this.#loggedReason) return;
    this.#loggedReason = reason;
    const { holder = '', serves } = this.#rival?.record ?? this.#lock.record() ?? {};
    const { name, namespace } = this.#where;
    const fields = { leader: holder, lease: `${namespace}/${name}`, serves, reason };
    if (isServed && this.#rival === undefined) log.info(fields, 'another replica leads');
    else log.warn(fields, 'another installation stands in the way');
  }

  /** Renews until that fails for too long or the Lease is lost; releases it when aborted. */
  async #lead(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    const { name, namespace } = this.#where;
    this.#loggedReason = '';
    log.info({ identity: this.identity, lease: `${namespace}/${name}` }, 'leadership won');
    this.#tell(true);
    while (!signal.aborted) {
      await clock.sleep(Math.min(this.#timings.retryPeriodMs, this.#safeForMs()), signal);
      if (signal.aborted) break;
      const leftMs = this.#safeForMs();
      const hasRenewed = leftMs > 0 && (await this.#tryAcquire(leftMs, signal));
      if (hasRenewed || (this.isLeader() && this.#lock.holder() === this.identity)) continue;
      if (signal.aborted) break;
      log.warn({ leader: this.#lock.holder() }, 'leadership lost');
      this.#stepDown();
      return;
    }
    // Writes are refused from here on, before others may begin.
    this.#stepDown();
    await this.#release();
  }

  /** Counts the time from before the request: the server may have answered as late as it came back. */
  async #tryAcquire(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    const { clock, log } = this.#options;
    const startedMs = clock.monotonicMs();
    try {
      const isOurs = await within({ clock, timeoutMs, signal }, (both) => this.#lock.acquire(both));
      if (isOurs) this.#safeUntilMs = startedMs + this.#timings.renewDeadlineMs;
      return isOurs && this.isLeader();
    } catch (err) {
      if (!signal.aborted) log.warn({ err, reason: textOf(err) }, 'lease could not be renewed');
      return false;
    }
  }

  async #release(): Promise<void> {
    const { clock, log } = this.#options;
    const signal = new AbortController().signal;
    try {
      await within({ clock, timeoutMs: RELEASE_MS, signal }, (both) => this.#lock.release(both));
      log.info({ identity: this.identity }, 'lease released');
    } catch (err) {
      // The others take over when it has run out.
      log.warn({ err }, 'lease could not be released');
    }
  }

  #stepDown(): void {
    this.#safeUntilMs = undefined;
    this.#tell(false);
  }

  /** While leading, our own answers are newer than what the watch tells. */
  #hear(event: InformerEvent): void {
    if (this.#safeUntilMs !== undefined) return;
    this.#lock.observe(event.type === 'deleted' ? undefined : event.object);
    this.#wake();
  }

  /** How long writing is safe without renewal. */
  #safeForMs(): number {
    const until = this.#safeUntilMs;
    return until === undefined ? 0 : Math.max(0, until - this.#options.clock.monotonicMs());
  }

  #tell(isLeader: boolean): void {
    for (const listener of this.#listeners) listener(isLeader);
  }

  /** Ends early when the Lease has changed. */
  async #sleep(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const wake = (): void => over.abort();
    this.#wake = wake;
    signal.addEventListener('abort', wake, { once: true });
    if (!signal.aborted) await clock.sleep(delayMs, over.signal);
    signal.removeEventListener('abort', wake);
  }
}

interface Timings {
  readonly leaseDurationMs: number;
  readonly renewDeadlineMs: number;
  readonly retryPeriodMs: number;
}

function timingsOf(options: LeaderElectionOptions): Timings {
  const { leaseDurationMs = 10_000, renewDeadlineMs = 7_000, retryPeriodMs = 2_000 } = options;
  if (leaseDurationMs > renewDeadlineMs && renewDeadlineMs > retryPeriodMs && retryPeriodMs > 0) {
    return { leaseDurationMs, renewDeadlineMs, retryPeriodMs };
  }
  throw new OrkError('Timings of leader election do not fit together', {
    code: ErrorCode.ConfigInvalid,
    retry: { kind: 'never' },
    details: {
      text: `lease duration (${leaseDurationMs} ms) must be longer than renew deadline (${renewDeadlineMs} ms), and that longer than retry period (${retryPeriodMs} ms)`,
    },
  });
}
