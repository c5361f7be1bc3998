import { ErrorCode, OrkError, textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import type { NewCondition } from '../object/conditions.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { mergePatchOf } from '../object/merge-patch.ts';
import type { CrdProgram } from '../program/program.ts';
import type { Provider } from '../provider/provider.ts';
import type { OwnConditionType, ReasonOf } from './condition-reasons.ts';
import type { OwnerPatch } from './decision.ts';
import type { StageRecord } from './decision-record.ts';
import { mutate } from './mutation.ts';
import { normalize } from './normalize.ts';
import { scopeOf } from './scope.ts';
import type { Snapshot } from './snapshot.ts';
import { storableOf } from './storable.ts';
import { type Violations, validate } from './validation.ts';

/** The custom resource ready for templates, or the reason why it is not. */
export interface Preparation {
  readonly object: KubeObject;
  readonly stages: readonly StageRecord[];
  /** Merge patch of what normalisation and mutation changed, as far as it may be stored. */
  readonly specPatch?: OwnerPatch;
  readonly conditions: readonly NewCondition[];
  readonly error?: unknown;
}

const NONE: Violations = { denied: [], warned: [] };

/** Steps 2 and 8–10 of the reconcile cycle (katalog-language §15.6). */
export async function prepare(
  crd: CrdProgram,
  snapshot: Snapshot,
  providers: ReadonlyMap<string, Provider>,
): Promise<Preparation> {
  const scopeFor = (current: KubeObject) => scopeOf(snapshot, current, providers);
  const raw = snapshot.object;
  const stages: StageRecord[] = [];
  let object = raw;
  if (crd.normalize.length > 0) {
    try {
      const normalized = await normalize(crd.normalize, object, scopeFor(object));
      object = normalized.object;
      stages.push(changed('normalize', normalized.changes));
    } catch (error) {
      stages.push({ stage: 'normalize', outcome: 'failed', message: textOf(error) });
      return { object, stages, conditions: [], error };
    }
  }
  const mutateStage = async (): Promise<void> => {
    if (crd.mutation.rules.length === 0) return;
    const mutated = await mutate(crd.mutation, object, scopeFor(object));
    object = mutated.object;
    const message = mutated.problems.join('; ');
    stages.push({
      ...changed('mutation', mutated.changes),
      ...(message === '' ? {} : { message }),
    });
  };
  if (crd.mutation.first) await mutateStage();
  const violations =
    crd.validation.length === 0 ? NONE : await validate(crd.validation, scopeFor(object));
  if (crd.validation.length > 0) stages.push(validationStage(violations));
  const conditions = validationConditions(violations);
  if (violations.denied.length > 0)
    return { object, stages, conditions, error: denial(violations) };
  if (!crd.mutation.first) await mutateStage();
  if (object === raw) return { object, stages, conditions };
  const paths = stages.flatMap(({ changes = [] }) => changes.map(({ path }) => path));
  const storable = await storableOf(raw, object, paths, (other) => again(crd, other, scopeFor));
  return {
    object,
    stages: stages.map((stage) => withHeld(stage, storable.held)),
    conditions,
    ...specPatchOf(raw, storable.object),
  };
}

/** Normalises and mutates another object in the same way. */
async function again(
  crd: CrdProgram,
  other: KubeObject,
  scopeFor: (object: KubeObject) => Scope,
): Promise<KubeObject> {
  const { object } = await normalize(crd.normalize, other, scopeFor(other));
  return (await mutate(crd.mutation, object, scopeFor(object))).object;
}

/** The stage with what of it is not stored. */
function withHeld(stage: StageRecord, held: readonly string[]): StageRecord {
  const paths = (stage.changes ?? []).map(({ path }) => path).filter((path) => held.includes(path));
  if (paths.length === 0) return stage;
  const words = `${paths.join(', ')} not stored: doing it again gives another value`;
  return {
    ...stage,
    message: stage.message === undefined ? words : `${stage.message}; ${words}`,
  };
}

function changed(
  stage: StageRecord['stage'],
  changes: StageRecord['changes'] & object,
): StageRecord {
  return changes.length === 0
    ? { stage, outcome: 'passed' }
    : { stage, outcome: 'changed', changes };
}

function validationStage({ denied, warned }: Violations): StageRecord {
  if (denied.length > 0)
    return { stage: 'validation', outcome: 'denied', message: denied.join('; ') };
  if (warned.length > 0)
    return { stage: 'validation', outcome: 'warned', message: warned.join('; ') };
  return { stage: 'validation', outcome: 'passed' };
}

/** The two conditions validation always leaves behind (katalog-language §11.1). */
function validationConditions({ denied, warned }: Violations): readonly NewCondition[] {
  return [
    denied.length > 0
      ? condition('ValidationFailed', 'True', 'DenyRuleViolation', denied)
      : condition('ValidationFailed', 'False', 'ValidationPassed', []),
    warned.length > 0
      ? condition('ValidationWarning', 'True', 'WarnRuleViolation', warned)
      : condition('ValidationWarning', 'False', 'NoWarnings', []),
  ];
}

function condition<Type extends OwnConditionType>(
  type: Type,
  status: 'True' | 'False',
  reason: ReasonOf<Type>,
  texts: readonly string[],
): NewCondition {
  return { type, status, reason, message: texts.join('; ') };
}

function denial({ denied }: Violations): OrkError {
  return new OrkError('Validation failed', {
    code: ErrorCode.ValidationDenied,
    // The same rules say the same of it until it, its children or the Katalog change.
    retry: { kind: 'never' },
    details: { text: `validation failed: ${denied.join('; ')}` },
  });
}

function specPatchOf(before: KubeObject, after: KubeObject): { readonly specPatch?: OwnerPatch } {
  if (before === after) return {};
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(after)) {
    if (key === 'status' || after[key] === before[key]) continue;
    const [from, to] = [before[key], after[key]];
    patch[key] = isObject(from) && isObject(to) ? mergePatchOf(from, to) : to;
  }
  return Object.keys(patch).length === 0 ? {} : { specPatch: { part: 'spec', patch } };
}
