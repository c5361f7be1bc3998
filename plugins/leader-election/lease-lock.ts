import {
  type Clock,
  type Cluster,
  ErrorCode,
  type Installation,
  isOrkError,
  type KubeObject,
  microTimeOf,
} from '../../core/index.ts';
import { LeaseAge } from './lease-age.ts';
import { type LeaseName, type LeaseRecord, leaseOf, recordOf } from './lease-record.ts';
import { LEASES } from './lease-type.ts';

/** Options of {@link createLeaseLock}. */
export interface LeaseLockOptions {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly where: LeaseName;
  readonly identity: string;
  /** Stands in the Lease while this process holds it. */
  readonly serves: Installation;
  /** What this process promises to renew within, in milliseconds. */
  readonly durationMs: number;
}

/** The Lease as something to hold. Safe against two holders by the version that each write names. */
export interface LeaseLock {
  /** Takes or renews it. `false`: somebody else holds it, or was faster. */
  acquire(signal: AbortSignal): Promise<boolean>;
  /** Gives it away, so that others need not wait for it to run out. */
  release(signal: AbortSignal): Promise<void>;
  /** Takes note of a state that a watch has told; `undefined`: deleted. */
  observe(lease: KubeObject | undefined): void;
  /** What the Lease last said, as far as is known. */
  record(): LeaseRecord | undefined;
  /** Last known holder, `''` when nobody holds it or nothing is known. */
  holder(): string;
  /** How long until it may be taken as far as is known, in milliseconds; 0: now. */
  freeInMs(): number;
}

/** Creates the lock; nothing is asked before the first call. */
export function createLeaseLock(options: LeaseLockOptions): LeaseLock {
  return new VersionedLock(options);
}

class VersionedLock implements LeaseLock {
  readonly #options: LeaseLockOptions;
  /** As this process last wrote it; present only while it holds the Lease. */
  #held: KubeObject | undefined;
  readonly #age: LeaseAge;

  constructor(options: LeaseLockOptions) {
    this.#options = options;
    this.#age = new LeaseAge(options.clock, options.durationMs);
  }

  record(): LeaseRecord | undefined {
    return this.#age.record;
  }

  holder(): string {
    return this.#age.record?.holder ?? '';
  }

  freeInMs(): number {
    return this.#age.freeInMs();
  }

  observe(lease: KubeObject | undefined): void {
    this.#age.observe(lease && recordOf(lease));
  }

  async acquire(signal: AbortSignal): Promise<boolean> {
    if (this.#held !== undefined && (await this.#write(this.#held, signal))) return true;
    const { cluster, identity } = this.#options;
    const lease = await cluster.get({ type: LEASES, ref: this.#options.where }, signal);
    this.observe(lease);
    const isFree = this.holder() === identity || this.freeInMs() === 0;
    return isFree && (await this.#write(lease, signal));
  }

  async release(signal: AbortSignal): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    const { clock, cluster, where } = this.#options;
    const now = microTimeOf(clock.nowMs());
    const record = { ...recordOf(held), holder: '', durationMs: 1_000, renewTime: now };
    const target = { type: LEASES, ref: where };
    this.observe(await cluster.replace(target, leaseOf(record, where, held), signal));
  }

  /** Writes our own name into it; `false` when somebody has written since. */
  async #write(present: KubeObject | undefined, signal: AbortSignal): Promise<boolean> {
    const { cluster, where } = this.#options;
    const lease = leaseOf(this.#claim(present && recordOf(present)), where, present);
    try {
      const written =
        present === undefined
          ? await cluster.create(LEASES, lease, signal)
          : await cluster.replace({ type: LEASES, ref: where }, lease, signal);
      this.#held = written;
      this.observe(written);
      return true;
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      this.#held = undefined;
      return false;
    }
  }

  #claim(before: LeaseRecord | undefined): LeaseRecord {
    const { clock, durationMs, identity, serves } = this.#options;
    const now = microTimeOf(clock.nowMs());
    const isOwn = before?.holder === identity;
    return {
      holder: identity,
      serves,
      durationMs,
      renewTime: now,
      acquireTime: isOwn ? before.acquireTime : now,
      transitions: before === undefined ? 0 : before.transitions + (isOwn ? 0 : 1),
    };
  }
}

function isOvertaken(error: unknown): boolean {
  return (
    isOrkError(error, ErrorCode.ApiConflict) ||
    isOrkError(error, ErrorCode.ApiAlreadyExists) ||
    isOrkError(error, ErrorCode.ApiNotFound)
  );
}
