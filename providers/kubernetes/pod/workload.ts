import { createHash } from 'node:crypto';
import { Identity } from '../../../core/index.ts';

/** What a Service needs to know of a workload beside it. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly port?: number;
  /** Governing Service of a StatefulSet. */
  readonly serviceName?: string;
  /** `true`: a Job or CronJob, which no Service means. */
  readonly isTask?: boolean;
}

/** Labels that tie pods to their custom resource and workload (katalog-language §7.4 REC). */
export function podIdentity(ownerName: string, workload: string): Readonly<Record<string, string>> {
  return {
    [Identity.ownerLabel]: asLabelValue(ownerName),
    [Identity.workloadLabel]: asLabelValue(workload),
  };
}

/** A name as label value: as it is, or shortened with a hash where labels are too short for it. */
export function asLabelValue(name: string): string {
  if (name.length <= 63) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, 54)}-${hash}`;
}
