import { isUnknown, textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import { Identity } from '../object/identity.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import { decideDeletion } from './decide-deletion.ts';
import type { Decision } from './decision.ts';
import { draftEntries } from './draft-entries.ts';
import { emptyDecision } from './empty-decision.ts';
import { errorOfAll } from './error-of-all.ts';
import { type Expansion, expandBlock } from './expand-entries.ts';
import { forbiddenReason } from './namespace-guard.ts';
import { metadataChange } from './owner-metadata.ts';
import { ownerOf } from './owner-of.ts';
import { planResources, wavesOf } from './plan-resources.ts';
import { type Preparation, prepare } from './prepare.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';

type Providers = ReadonlyMap<string, Provider>;

/**
 * What a cycle has to do for one custom resource: pure, so that runtime, simulation, plan and webhook agree.
 *
 * @remarks Follows katalog-language §15.6. Reads no clock and no random source but those of the snapshot, sends
 * nothing. A fault becomes `error` of the decision; what stands before it is still carried out (§6.1).
 */
export async function decide(
  crd: CrdProgram,
  snapshot: Snapshot,
  providers: Providers,
): Promise<Decision> {
  if (snapshot.object.metadata.deletionTimestamp !== undefined) {
    return decideDeletion(crd, snapshot, providers);
  }
  const forbidden = forbiddenReason(crd.namespaces, snapshot.object.metadata.namespace ?? '');
  if (forbidden !== undefined) return standAside(snapshot, forbidden);
  try {
    const prepared = await prepare(crd, snapshot, providers);
    const scope = scopeOf(snapshot, prepared.object, providers);
    if (prepared.error !== undefined) return giveUp(prepared, snapshot);
    const gate = await crd.when.evaluate(scope);
    const expansions = gate.passed ? await expandAll(crd, scope) : undefined;
    return await assemble({ crd, snapshot, providers, prepared, scope, expansions });
  } catch (error) {
    // What all entries depend on is not known.
    if (isUnknown(error)) return { ...emptyDecision(snapshot), error };
    throw error;
  }
}

/**
 * Nothing is done for a custom resource in a forbidden namespace; not a failure (katalog-language §13.6).
 *
 * @remarks Its status stays as it is too: `Ready` would claim a state that nobody applied, in a namespace where the
 * operator was told to touch nothing. The decision record says why.
 */
function standAside(snapshot: Snapshot, message: string): Decision {
  const stages = [{ stage: 'namespace', outcome: 'skipped', message }] as const;
  return { ...emptyDecision(snapshot), stages, standsAside: message };
}

function giveUp(prepared: Preparation, snapshot: Snapshot): Decision {
  const { object, stages, conditions, error } = prepared;
  return { ...emptyDecision(snapshot), object, stages, conditions, error };
}

async function expandAll(crd: CrdProgram, scope: Scope): Promise<readonly Expansion[]> {
  const created = await expandBlock(crd.onCreate, scope);
  const reconciled = await expandBlock(crd.onReconcile, scope);
  return created.length === 0 ? reconciled : [...created, ...reconciled];
}

interface Ingredients {
  readonly crd: CrdProgram;
  readonly snapshot: Snapshot;
  readonly providers: Providers;
  readonly prepared: Preparation;
  readonly scope: Scope;
  /** Absent: the box's own condition is false, resources are left alone. */
  readonly expansions: readonly Expansion[] | undefined;
}

async function assemble(parts: Ingredients): Promise<Decision> {
  const { crd, snapshot, providers, prepared, scope, expansions } = parts;
  const owner = ownerOf(crd, prepared.object);
  const plan =
    expansions === undefined
      ? undefined
      : await planResources(owner, expansions, { crd, snapshot, providers });
  const needsCleanup =
    plan?.plans.some(([, each]) => each.needsCleanup) ??
    snapshot.object.metadata.finalizers?.includes(Identity.cleanupFinalizer) ??
    false;
  const drafts =
    plan === undefined || expansions === undefined
      ? { entries: [], operations: [], faults: [] }
      : draftEntries(expansions, plan, snapshot.observations);
  const base = {
    ...emptyDecision(snapshot),
    object: prepared.object,
    conditions: prepared.conditions,
    entries: drafts.entries,
    waves: wavesOf(drafts.operations),
    ...soonest(plan?.plans.map(([, each]) => each.requeueAfterMs) ?? []),
  };
  try {
    const metadata = await metadataChange(crd, snapshot.object, { needsCleanup, scope });
    const ownerPatches = [metadata.patch, prepared.specPatch].filter(
      (patch) => patch !== undefined,
    );
    const stages = [...prepared.stages, ...metadataStage(metadata.changes)];
    return {
      ...base,
      ownerPatches,
      stages,
      ...(drafts.faults.length === 0
        ? {}
        : { faults: drafts.faults, error: errorOfAll(drafts.faults) }),
    };
  } catch (error) {
    const stage = { stage: 'labels', outcome: 'failed', message: textOf(error) } as const;
    return { ...base, waves: [], stages: [...prepared.stages, stage], error };
  }
}

function metadataStage(
  changes: Decision['stages'][number]['changes'] & object,
): Decision['stages'] {
  return changes.length === 0 ? [] : [{ stage: 'metadata', outcome: 'changed', changes }];
}

function soonest(delays: readonly (number | undefined)[]): { readonly requeueAfterMs?: number } {
  const known = delays.filter((delay) => delay !== undefined);
  return known.length === 0 ? {} : { requeueAfterMs: Math.min(...known) };
}
