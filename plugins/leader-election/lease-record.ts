import { Identity, isObject, type KubeObject } from '../../core/index.ts';

/** Who holds a Lease (`coordination.k8s.io/v1`). Its times are for people: clocks of machines differ. */
export interface LeaseRecord {
  /** `''`: nobody, it has been released. */
  readonly holder: string;
  /** What the holder promises to renew within, in milliseconds. */
  readonly durationMs: number;
  /** RFC 3339; compared for change only. */
  readonly renewTime: string;
  readonly acquireTime: string;
  /** How often the holder has changed. */
  readonly transitions: number;
}

/** Where the Lease is. */
export interface LeaseName {
  readonly namespace: string;
  /** Default `orkestra-konductor`. */
  readonly name: string;
}

/** The name that all replicas contend for. */
export const LEASE_NAME: string = Identity.leaseName;

/** What a Lease says. */
export function recordOf(lease: KubeObject): LeaseRecord {
  const spec = isObject(lease['spec']) ? lease['spec'] : {};
  const text = (field: string): string => {
    const value = spec[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    holder: text('holderIdentity'),
    durationMs: numberOf(spec['leaseDurationSeconds']) * 1000,
    renewTime: text('renewTime'),
    acquireTime: text('acquireTime'),
    transitions: numberOf(spec['leaseTransitions']),
  };
}

/** A Lease that says so; `present` lends its version, so that a change by somebody else is noticed. */
export function leaseOf(
  record: LeaseRecord,
  where: LeaseName,
  present: KubeObject | undefined,
): KubeObject {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: present?.metadata ?? { name: where.name, namespace: where.namespace },
    spec: {
      holderIdentity: record.holder,
      leaseDurationSeconds: Math.max(1, Math.ceil(record.durationMs / 1000)),
      acquireTime: record.acquireTime,
      renewTime: record.renewTime,
      leaseTransitions: record.transitions,
    },
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
