import type { Installation, Standby } from '../../core/index.ts';
import type { LeaseName, LeaseRecord } from './lease-record.ts';
import type { Rival } from './rivals.ts';

/** Why somebody else's Lease keeps this process from leading, and whether its own work is done meanwhile. */
export function standbyBehind(
  record: LeaseRecord | undefined,
  own: { readonly where: LeaseName; readonly serves: Installation },
): Standby {
  if (record === undefined || record.holder === '') {
    return { reason: 'nobody leads yet', isServed: true };
  }
  const { holder, serves } = record;
  if (serves === undefined || isReplica(serves, own.serves)) {
    return { reason: `another replica leads: ${holder}`, isServed: true };
  }
  const lease = `Lease ${own.where.namespace}/${own.where.name}`;
  const reason =
    `${lease} is held by ${holder}, which runs ${list(serves.katalogs)}; ` +
    `${list(own.serves.katalogs)} waits and is served by nobody: give each installation a Lease of its own (--lease-name)`;
  return { reason, isServed: false };
}

/** Another installation serves some of the same CRDs under a Lease of its own. */
export function standbyBesides(rival: Rival, namespace: string): Standby {
  const { crds, lease, record } = rival;
  const reason =
    `${crds.join(', ')} ${crds.length === 1 ? 'is' : 'are'} served by ${record.holder}, ` +
    `which runs ${list(record.serves?.katalogs ?? [])} under Lease ${namespace}/${lease}: ` +
    'two installations must not work on the same custom resources';
  return { reason, isServed: true };
}

/** The same work, or another revision of it that is being rolled out: at least one Katalog is the same. */
function isReplica(left: Installation, right: Installation): boolean {
  return left.katalogs.some((name) => right.katalogs.includes(name));
}

function list(katalogs: readonly string[]): string {
  return `${katalogs.length === 1 ? 'Katalog' : 'Katalogs'} ${katalogs.join(', ')}`;
}
