import type { OrkError } from '../errors.ts';
import type { Environment } from '../expression/expression.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { Observation } from '../provider/observation.ts';

/** Everything a decision may read: equal snapshots give equal decisions. */
export interface Snapshot {
  /** The custom resource as cached. */
  readonly object: KubeObject;
  /** By provider name. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Providers that could not be asked, and why: what they have is not known. Absent: none. */
  readonly unobserved?: ReadonlyMap<string, OrkError>;
  /** Live figures of the CRD, for `metrics.…` and `health.…` (katalog-language §5.3). */
  readonly figures: Figures;
  /** Clock and random source of this cycle. */
  readonly environment: Environment;
}

/** Roots that tell of the CRD itself. */
export interface Figures {
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly health: Readonly<Record<string, unknown>>;
}
