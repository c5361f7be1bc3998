import { Identity, type Installation, isObject, type KubeObject } from '../../core/index.ts';

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
  /** What the holder serves; absent where it does not say. */
  readonly serves?: Installation;
}

/** Where the Lease is. */
export interface LeaseName {
  readonly namespace: string;
  readonly name: string;
}

/** What a Lease says. */
export function recordOf(lease: KubeObject): LeaseRecord {
  const spec = isObject(lease['spec']) ? lease['spec'] : {};
  const text = (field: string): string => {
    const value = spec[field];
    return typeof value === 'string' ? value : '';
  };
  const serves = servesOf(lease.metadata.annotations);
  return {
    holder: text('holderIdentity'),
    durationMs: numberOf(spec['leaseDurationSeconds']) * 1000,
    renewTime: text('renewTime'),
    acquireTime: text('acquireTime'),
    transitions: numberOf(spec['leaseTransitions']),
    ...(serves === undefined ? {} : { serves }),
  };
}

/** A Lease that says so; `present` lends its version, so that a change by somebody else is noticed. */
export function leaseOf(
  record: LeaseRecord,
  where: LeaseName,
  present: KubeObject | undefined,
): KubeObject {
  const { name, namespace } = where;
  const metadata = present?.metadata ?? { name, namespace };
  const { serves } = record;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, [Identity.managedLabel]: 'true' },
      ...(serves === undefined
        ? {}
        : { annotations: { ...metadata.annotations, ...annotationsOf(serves) } }),
    },
    spec: {
      holderIdentity: record.holder,
      leaseDurationSeconds: Math.max(1, Math.ceil(record.durationMs / 1000)),
      acquireTime: record.acquireTime,
      renewTime: record.renewTime,
      leaseTransitions: record.transitions,
    },
  };
}

function annotationsOf({ crds, katalogs, revision }: Installation): Record<string, string> {
  return {
    [Identity.leaseKatalogsAnnotation]: katalogs.join(','),
    [Identity.leaseCrdsAnnotation]: crds.join(','),
    [Identity.leaseRevisionAnnotation]: revision,
  };
}

function servesOf(
  annotations: Readonly<Record<string, string>> | undefined,
): Installation | undefined {
  const katalogs = annotations?.[Identity.leaseKatalogsAnnotation];
  const crds = annotations?.[Identity.leaseCrdsAnnotation];
  if (katalogs === undefined || crds === undefined) return undefined;
  const revision = annotations?.[Identity.leaseRevisionAnnotation] ?? '';
  return { katalogs: listOf(katalogs), crds: listOf(crds), revision };
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
