import type { Owner } from '../../../core/index.ts';
import type { BlockStage } from '../block/block-fields.ts';
import type { Workload } from '../pod/workload.ts';
import type { TypeLookup } from './type-lookup.ts';

/** What blocks are built with, besides themselves. */
export interface BuildWorld {
  readonly owner: Owner;
  readonly types: TypeLookup;
  readonly workloads: readonly Workload[];
  readonly nowMs: number;
  /** Jobs of `onDelete`: no owner reference. */
  readonly isRunOnDelete: boolean;
  readonly stage: BlockStage;
}
