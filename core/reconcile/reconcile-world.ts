import type { Clock } from '../clock.ts';
import type { Cluster, ResourceType } from '../cluster/cluster.ts';
import type { Environment } from '../expression/expression.ts';
import type { Logger } from '../log.ts';
import type { KubeObject } from '../object/kube-object.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import type { ReasonOf } from './condition-reasons.ts';
import type { PrunedFields } from './pruned-fields.ts';
import type { RefusedStatus } from './refused-status.ts';
import type { Figures } from './snapshot.ts';
import type { ToldFaults } from './told-faults.ts';

/** Writes of a custom resource that do not come to an end and are slowed down. */
export interface LoopNotice {
  readonly reason: ReasonOf<'WriteLoop'>;
  /** The fields, who writes them, and what is done about it. */
  readonly message: string;
  /** `true`: only its status is concerned, everything else is as declared. */
  readonly isOfStatusOnly: boolean;
}

/** What a reconcile works with; the same for every cycle of a CRD. */
export interface ReconcileWorld {
  readonly crd: CrdProgram;
  readonly type: ResourceType;
  /** Refuses writes unless this process leads. */
  readonly cluster: Cluster;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly randomBytes: Environment['randomBytes'];
  readonly figures: () => Figures;
  /** What the schema of the CRD drops; learnt from answers. */
  readonly pruned: PrunedFields;
  /** Status values that the API server refused; learnt from answers. */
  readonly refused: RefusedStatus;
  /** Faults of status fields that the log has told. */
  readonly toldFaults: ToldFaults;
  /** Of the custom resource that is being worked on; absent: nothing is wrong. */
  readonly loop?: LoopNotice;
  /** Told of every newer state of the custom resource that an own write answered. */
  readonly written: (object: KubeObject) => void;
}
