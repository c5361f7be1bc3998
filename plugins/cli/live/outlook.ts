import {
  type EntryRecord,
  type FieldChange,
  isOrkError,
  type Rehearsal,
  textOf,
} from '../../../core/index.ts';
import { ExitCode } from '../exit-codes.ts';

/** What would become of an object. */
export type Outlook =
  | 'would-create'
  | 'would-adopt'
  | 'would-update'
  | 'would-replace'
  | 'would-remove'
  | 'would-release'
  | 'as-declared'
  | 'kept'
  | 'immutable'
  | 'foreign'
  | 'skipped'
  | 'pending'
  | 'would-fail'
  | 'not-reached';

/** By what a cycle says of it. */
const OUTCOMES: Readonly<Record<EntryRecord['decision'], Outlook>> = {
  created: 'would-create',
  adopted: 'would-adopt',
  updated: 'would-update',
  replaced: 'would-replace',
  deleted: 'would-remove',
  released: 'would-release',
  unchanged: 'as-declared',
  kept: 'kept',
  immutable: 'immutable',
  foreign: 'foreign',
  skipped: 'skipped',
  pending: 'pending',
  failed: 'would-fail',
  'not-reached': 'not-reached',
};

/** What would become of one object. */
export interface ObjectOutlook {
  readonly entry: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly outcome: Outlook;
  readonly reason: string;
  /** Fields that differ: `from` is what is stored, `to` what is declared. */
  readonly changes?: readonly FieldChange[];
  /** Fields that would be stored otherwise: `from` is what is declared, `to` what would be stored. */
  readonly stored?: readonly FieldChange[];
}

/** What would become of what a custom resource declares. */
export interface CustomResourceOutlook {
  readonly crd: string;
  readonly object: string;
  readonly objects: readonly ObjectOutlook[];
  /** Why a cycle would fail, beside what objects say. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly warnings: readonly string[];
}

/** What a rehearsal says. */
export function outlookOf(
  { crd, object }: { readonly crd: string; readonly object: string },
  { entries, error }: Rehearsal,
  warnings: readonly string[],
): CustomResourceOutlook {
  const objects = entries.map(objectOutlook);
  // What entries say of themselves is not said once more.
  const isSaid = error === undefined || entries.some(({ decision }) => decision === 'failed');
  if (isSaid) return { crd, object, objects, warnings };
  const code = isOrkError(error) ? error.code : 'ORK_RECONCILE_FAILED';
  return { crd, object, objects, warnings, error: { code, message: textOf(error) } };
}

function objectOutlook(record: EntryRecord): ObjectOutlook {
  const { entry, resource, namespace, name, decision, reason, error, changes, stored } = record;
  return {
    entry,
    resource,
    namespace,
    name,
    outcome: OUTCOMES[decision],
    reason: error ?? reason,
    ...(changes === undefined || changes.length === 0 ? {} : { changes }),
    ...(stored === undefined || stored.length === 0 ? {} : { stored }),
  };
}

/** Nothing to be done, or nothing by intent. */
const SETTLED: ReadonlySet<Outlook> = new Set(['as-declared', 'kept', 'skipped']);

/** How the command ends: worst first. */
export function exitCodeOfOutlooks(outlooks: readonly CustomResourceOutlook[]): ExitCode {
  const objects = outlooks.flatMap((each) => each.objects);
  const isFailed =
    outlooks.some(({ error }) => error !== undefined) ||
    objects.some(({ outcome }) => outcome === 'would-fail');
  if (isFailed) return ExitCode.Failed;
  const isSettled = objects.every(({ outcome }) => SETTLED.has(outcome));
  return isSettled ? ExitCode.Done : ExitCode.Different;
}
