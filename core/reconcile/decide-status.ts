import { isOrkError, isUnknown, type OrkError, textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import { castScalar } from '../object/cast-scalar.ts';
import { type NewCondition, withConditions } from '../object/conditions.ts';
import { deepEqual } from '../object/deep-equal.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { mergePatchOf } from '../object/merge-patch.ts';
import { getPath, withPath } from '../object/path.ts';
import type { CrdProgram, StatusField } from '../program/program.ts';
import { alteredField, type FieldOutcome } from './altered-field.ts';
import type { EntryRecord, StatusFieldRecord } from './decision-record.ts';
import { loopCondition } from './loop-condition.ts';
import { readyCondition } from './ready-condition.ts';
import type { LoopNotice } from './reconcile-world.ts';
import type { RefusedParts } from './refused-status.ts';
import { statusFault, statusRemark } from './status-fault.ts';

/** The status patch of a cycle and how each field came about. */
export interface StatusDecision {
  /** JSON merge patch of `status`; absent when nothing differs or status is not written. */
  readonly patch?: Readonly<Record<string, unknown>>;
  /** `true`: the patch says nothing but which generation was observed. */
  readonly isOnlyObserved?: boolean;
  readonly fields: readonly StatusFieldRecord[];
  /** Declared fields that are refused or cannot be evaluated; stands in `Ready` unless the cycle failed anyway. */
  readonly fault?: OrkError;
}

/** What the status stage knows of the cycle. */
export interface StatusInput {
  /** The custom resource whose status is compared; its generation is the one observed. */
  readonly object: KubeObject;
  /** `.status` as it was at the start of the cycle, children as they are now (katalog-language §11.2). */
  readonly scope: Scope;
  readonly conditions: readonly NewCondition[];
  readonly error?: unknown;
  /** What became of each declared resource; default none. */
  readonly entries?: readonly EntryRecord[];
  /** Parts that the API server has refused; they are left as they are stored. */
  readonly refused?: Pick<RefusedParts, 'reason' | 'alteredTo'>;
  /** What the API server would store of a value at a path; default all of it. */
  readonly stored?: (path: readonly string[], value: unknown) => unknown;
  /** Writes that do not come to an end. */
  readonly loop?: LoopNotice | undefined;
  readonly nowMs: number;
}

/**
 * Decides what the status says after a cycle: pure. A field that fails or is refused holds up neither the others nor the
 * conditions, which name it.
 */
export async function decideStatus(crd: CrdProgram, input: StatusInput): Promise<StatusDecision> {
  if (crd.ignoreStatusPatch) return { fields: [] };
  const before = isObject(input.object['status']) ? input.object['status'] : {};
  const { generation } = input.object.metadata;
  let after: Readonly<Record<string, unknown>> = before;
  const fields: StatusFieldRecord[] = [];
  for (const field of crd.status.fields) {
    const { record, status } = await decideField(field, after, input);
    after = status;
    fields.push(record);
  }
  const { refused } = input;
  const declared = new Set(crd.status.fields.map(({ path: [root] }) => root));
  const isObserved =
    !crd.ignoreObservedGeneration &&
    generation !== undefined &&
    refused?.reason('observedGeneration') === undefined;
  const observed = isObserved ? { observedGeneration: generation } : {};
  const fault = statusFault(fields);
  const hasConditions = crd.status.conditions && !declared.has('conditions');
  if (hasConditions && refused?.reason('conditions') === undefined) {
    const ready = readyCondition(input.error ?? fault, input.entries ?? [], {
      remark: statusRemark(fields),
      loop: input.loop,
    });
    const loop = loopCondition(input.loop, before['conditions']);
    const stamped = [ready, ...loop, ...input.conditions].map((each) =>
      isObserved ? { observedGeneration: generation, ...each } : each,
    );
    after = { ...after, conditions: withConditions(before['conditions'], stamped, input.nowMs) };
  }
  // What a Katalog declares itself wins over what the runtime would write (katalog-language §11.1).
  const own = declared.has('observedGeneration') ? {} : observed;
  const patch = mergePatchOf(before, { ...after, ...own });
  const settled = fields.map((field) => settle(field, before));
  const decided = { fields: settled, ...(fault === undefined ? {} : { fault }) };
  if (patch === undefined) return decided;
  return { ...decided, patch, isOnlyObserved: isOnlyObserved(before, patch) };
}

/** Tells whether a status patch changes observed generations and nothing else. */
function isOnlyObserved(
  before: Readonly<Record<string, unknown>>,
  { observedGeneration: _, ...rest }: Readonly<Record<string, unknown>>,
): boolean {
  const { conditions, ...others } = rest;
  if (Object.keys(others).length > 0) return false;
  return (
    conditions === undefined || deepEqual(unobserved(conditions), unobserved(before['conditions']))
  );
}

/** Conditions without the generation they were observed at. */
function unobserved(conditions: unknown): unknown {
  if (!Array.isArray(conditions)) return conditions;
  return conditions.map((each: unknown) =>
    isObject(each) ? { ...each, observedGeneration: undefined } : each,
  );
}

async function decideField(
  field: StatusField,
  status: Readonly<Record<string, unknown>>,
  input: StatusInput,
): Promise<FieldOutcome> {
  try {
    return await decideKnown(field, status, input);
  } catch (cause) {
    if (!isUnknown(cause)) throw cause;
    const record = { path: field.path.join('.'), conditions: [], error: textOf(cause) };
    return { record: { ...record, outcome: 'failed' }, status };
  }
}

async function decideKnown(
  field: StatusField,
  status: Readonly<Record<string, unknown>>,
  { scope, error, refused, stored = (_, value) => value }: StatusInput,
): Promise<FieldOutcome> {
  const path = field.path.join('.');
  // After a failure only fields with conditions speak: the others would tell of a state that was not reached.
  if (error !== undefined && field.when.isEmpty) {
    return { record: { path, outcome: 'skipped', conditions: [] }, status };
  }
  const { passed, traces: conditions } = await field.when.evaluate(scope);
  if (!passed) {
    if (!field.clearOnFalse) return { record: { path, outcome: 'skipped', conditions }, status };
    const words = refused?.reason(path);
    if (words !== undefined) return { record: refusal(path, conditions, words), status };
    const other = alteredField({ path, conditions }, status, refused?.alteredTo(path, undefined));
    if (other !== undefined) return other;
    const cleared = withValue(status, field.path, isText(field) ? '' : undefined) ?? status;
    return { record: { path, outcome: 'cleared', conditions }, status: cleared };
  }
  try {
    const computed = await valueFor(field, scope);
    const value = stored(field.path, computed);
    if (value === undefined && computed !== undefined)
      return { record: { path, outcome: 'dropped', conditions, error: DROPPED }, status };
    const words = refused?.reason(path, value);
    if (words !== undefined) return { record: refusal(path, conditions, words), status };
    const other = alteredField({ path, conditions }, status, refused?.alteredTo(path, value));
    if (other !== undefined) return other;
    const next = withValue(status, field.path, value);
    if (next === undefined) throw new TypeError('a step of the path is not a map');
    return { record: { path, outcome: 'set', value, conditions }, status: next };
  } catch (cause) {
    const outcome = readsNothing(cause) ? 'absent' : 'failed';
    return { record: { path, outcome, conditions, error: textOf(cause) }, status };
  }
}

function refusal(
  path: string,
  conditions: StatusFieldRecord['conditions'],
  error: string,
): StatusFieldRecord {
  return { path, outcome: 'refused', conditions, error };
}

const DROPPED = 'the schema of the CRD does not know it';

/** Whether a field of something was read that is not there, which may come yet. */
function readsNothing(cause: unknown): boolean {
  return isOrkError(cause) && cause.details['nilPath'] !== undefined;
}

/** Whether the field holds text: only text can be cleared by emptying it, anything else the schema may refuse. */
function isText({ type, value }: StatusField): boolean {
  return type === undefined ? value.language !== 'jsonata' : type === 'string';
}

/** The status with a field set, or without it when there is no value. */
function withValue(
  status: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const isGone = value === undefined && getPath(status, path) === undefined;
  return isGone ? status : withPath(status, path, value);
}

async function valueFor(field: StatusField, scope: Scope): Promise<unknown> {
  if (isText(field)) return field.value.text(scope);
  if (field.type === undefined) return field.value.value(scope);
  const value = await field.value.value(scope);
  if (value === undefined || value === null || value === '')
    return field.type === 'string' ? '' : undefined;
  const cast = castScalar(value, field.type);
  if ('problem' in cast) throw new TypeError(cast.problem);
  return cast.value;
}

function settle(
  field: StatusFieldRecord,
  before: Readonly<Record<string, unknown>>,
): StatusFieldRecord {
  if (field.outcome !== 'set') return field;
  const isSame = deepEqual(getPath(before, field.path.split('.')), field.value);
  return isSame ? { ...field, outcome: 'unchanged' } : field;
}
