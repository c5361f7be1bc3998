import {
  type Clock,
  type Cluster,
  ErrorCode,
  isOrkError,
  type KubeObject,
  microTimeOf,
  type ResourceType,
} from '../../core/index.ts';
import { type LeaseName, type LeaseRecord, leaseOf, recordOf } from './lease-record.ts';

/** Options of {@link createLeaseLock}. */
export interface LeaseLockOptions {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly where: LeaseName;
  readonly identity: string;
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
  /** Last known holder, `''` when nobody holds it or nothing is known. */
  holder(): string;
  /** How long until it may be taken as far as is known, in milliseconds; 0: now. */
  freeInMs(): number;
}

/** The one type whose plural is fixed by the API itself, so election does not wait for discovery. */
const LEASES: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
  subresources: [],
  verbs: ['get', 'list', 'watch', 'create', 'update'],
};

/** Creates the lock; nothing is asked before the first call. */
export function createLeaseLock(options: LeaseLockOptions): LeaseLock {
  return new VersionedLock(options);
}

class VersionedLock implements LeaseLock {
  readonly #options: LeaseLockOptions;
  /** As this process last wrote it; present only while it holds the Lease. */
  #held: KubeObject | undefined;
  #record: LeaseRecord | undefined;
  /** When the record was seen to change, by our own monotonic clock: nobody else's clock is believed. */
  #changedAtMs = 0;

  constructor(options: LeaseLockOptions) {
    this.#options = options;
  }

  holder(): string {
    return this.#record?.holder ?? '';
  }

  freeInMs(): number {
    const record = this.#record;
    if (record === undefined || record.holder === '') return 0;
    const durationMs = record.durationMs > 0 ? record.durationMs : this.#options.durationMs;
    return Math.max(0, this.#changedAtMs + durationMs - this.#options.clock.monotonicMs());
  }

  observe(lease: KubeObject | undefined): void {
    const record = lease && recordOf(lease);
    if (isSame(record, this.#record)) return;
    this.#record = record;
    this.#changedAtMs = this.#options.clock.monotonicMs();
  }

  async acquire(signal: AbortSignal): Promise<boolean> {
    if (this.#held !== undefined && (await this.#write(this.#held, signal))) return true;
    const { cluster, identity } = this.#options;
    const lease = await cluster.get({ type: LEASES, ref: this.#options.where }, signal);
    this.observe(lease);
    const isFree = this.#record?.holder === identity || this.freeInMs() === 0;
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
    const { clock, durationMs, identity } = this.#options;
    const now = microTimeOf(clock.nowMs());
    const isOwn = before?.holder === identity;
    return {
      holder: identity,
      durationMs,
      renewTime: now,
      acquireTime: isOwn ? before.acquireTime : now,
      transitions: before === undefined ? 0 : before.transitions + (isOwn ? 0 : 1),
    };
  }
}

function isSame(left: LeaseRecord | undefined, right: LeaseRecord | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.holder === right.holder &&
    left.renewTime === right.renewTime &&
    left.transitions === right.transitions &&
    left.durationMs === right.durationMs
  );
}

function isOvertaken(error: unknown): boolean {
  return (
    isOrkError(error, ErrorCode.ApiConflict) ||
    isOrkError(error, ErrorCode.ApiAlreadyExists) ||
    isOrkError(error, ErrorCode.ApiNotFound)
  );
}
