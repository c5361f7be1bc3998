import {
  type Clock,
  type Cluster,
  Identity,
  type Installation,
  type Logger,
  textOf,
} from '../../core/index.ts';
import { LeaseAge } from './lease-age.ts';
import { type LeaseName, type LeaseRecord, recordOf } from './lease-record.ts';
import { LEASES } from './lease-type.ts';

/** An installation that holds another Lease and serves some of the same CRDs. */
export interface Rival {
  readonly lease: string;
  readonly record: LeaseRecord;
  /** CRDs that both are to serve. */
  readonly crds: readonly string[];
  /** How long until its Lease has run out as far as is known, in milliseconds. */
  readonly freeInMs: number;
}

export interface RivalsOptions {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Logger;
  /** The own Lease. */
  readonly where: LeaseName;
  readonly serves: Installation;
  readonly durationMs: number;
}

/**
 * Finds installations that would work on the same custom resources under another Lease.
 *
 * @remarks Leases of other namespaces are not looked at: that would take rights in the whole cluster.
 */
export class Rivals {
  readonly #options: RivalsOptions;
  readonly #ages = new Map<string, LeaseAge>();
  #hasWarned = false;

  constructor(options: RivalsOptions) {
    this.#options = options;
  }

  /** A holder of another Lease that serves one of our CRDs; asks the API server once. */
  async find(signal: AbortSignal): Promise<Rival | undefined> {
    await this.#refresh(signal);
    const { serves } = this.#options;
    for (const [lease, age] of this.#ages) {
      const { record } = age;
      const freeInMs = age.freeInMs();
      const crds = record?.serves?.crds.filter((crd) => serves.crds.includes(crd)) ?? [];
      if (record !== undefined && freeInMs > 0 && crds.length > 0) {
        return { lease, record, crds, freeInMs };
      }
    }
    return undefined;
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    const { clock, cluster, durationMs, log, where } = this.#options;
    const { namespace } = where;
    const labelSelector = `${Identity.managedLabel}=true`;
    try {
      const { items } = await cluster.list(LEASES, { namespace, labelSelector }, signal);
      const others = items.filter(({ metadata }) => metadata.name !== where.name);
      const names = new Set(others.map(({ metadata }) => metadata.name));
      for (const name of this.#ages.keys()) if (!names.has(name)) this.#ages.delete(name);
      for (const lease of others) {
        const { name } = lease.metadata;
        const age = this.#ages.get(name) ?? new LeaseAge(clock, durationMs);
        age.observe(recordOf(lease));
        this.#ages.set(name, age);
      }
    } catch (err) {
      if (signal.aborted || this.#hasWarned) return;
      // Without the right to list there is no way to see them; leadership itself does not depend on it.
      this.#hasWarned = true;
      const reason = textOf(err);
      log.warn({ err, namespace, reason }, 'other leases cannot be listed, overlaps are not seen');
    }
  }
}
