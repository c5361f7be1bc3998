import { type Clock, type Cluster, Identity } from '../../core/index.ts';
import { LeaseAge } from './lease-age.ts';
import { recordOf } from './lease-record.ts';
import { LEASES } from './lease-type.ts';

/** An installation at work. */
export interface LiveHolder {
  readonly lease: string;
  readonly holder: string;
}

/** How often Leases are looked at, in milliseconds, and how long one counts that does not say. */
const LOOK_MS = 500;
const FALLBACK_MS = 10_000;

/**
 * Finds out whether an installation of a namespace works on a kind of custom resource: whether its Lease is renewed within the time
 * that it promises. Nobody's clock is believed, so an abandoned Lease costs that long.
 *
 * @param crd - name of the definition, `websites.demo.orkestra.io`
 */
export async function findLiveHolder(
  cluster: Cluster,
  about: { readonly namespace: string; readonly crd: string; readonly clock: Clock },
  signal: AbortSignal,
): Promise<LiveHolder | undefined> {
  const { clock, crd, namespace } = about;
  const labelSelector = `${Identity.managedLabel}=true`;
  const ages = new Map<string, LeaseAge>();
  const first = new Map<string, string>();
  for (;;) {
    const { items } = await cluster.list(LEASES, { namespace, labelSelector }, signal);
    let isOpen = false;
    for (const lease of items) {
      const { name } = lease.metadata;
      const record = recordOf(lease);
      if (record.holder === '' || record.serves?.crds.includes(crd) !== true) continue;
      const print = `${record.holder} ${record.renewTime}`;
      if ((first.get(name) ?? print) !== print) return { lease: name, holder: record.holder };
      first.set(name, print);
      const age = ages.get(name) ?? new LeaseAge(clock, FALLBACK_MS);
      ages.set(name, age);
      age.observe(record);
      isOpen ||= age.freeInMs() > 0;
    }
    if (!isOpen || signal.aborted) return undefined;
    await clock.sleep(LOOK_MS, signal);
  }
}
