import { createHash } from 'node:crypto';
import { Identity } from '../../../core/index.ts';

/** What a Service needs to know of a workload beside it. */
export interface Workload {
  /** `Deployment`. */
  readonly kind: string;
  readonly name: string;
  /** Labels the block declares, which its pods carry too. */
  readonly labels: Labels;
  readonly namespace: string;
  readonly port?: number;
  /** Governing Service of a StatefulSet. */
  readonly serviceName?: string;
  /** `true`: a Job or CronJob, which no Service means. */
  readonly isTask?: boolean;
}

/** Labels by key. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Labels that tie pods to their custom resource and workload (katalog-language §7.4 REC).
 *
 * @remarks The name of a workload is not enough: a Job may have the name of a Deployment.
 */
export function podIdentity(
  ownerLabels: Labels,
  { kind, name }: Pick<Workload, 'kind' | 'name'>,
): Labels {
  return {
    ...ownerLabels,
    [Identity.workloadLabel]: asLabelValue(name),
    [Identity.workloadKindLabel]: kind,
  };
}

/** Whether something with these labels is selected. */
export function isSelected(labels: Labels, selector: Labels): boolean {
  return Object.keys(selector).every((key) => labels[key] === selector[key]);
}

/** A name as label value: as it is, or shortened with a hash where labels are too short for it. */
export function asLabelValue(name: string): string {
  if (name.length <= 63) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, 54)}-${hash}`;
}
