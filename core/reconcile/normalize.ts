import { ErrorCode, OrkError, textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import { castScalar } from '../object/cast-scalar.ts';
import { deepEqual } from '../object/deep-equal.ts';
import { isObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath, withPath } from '../object/path.ts';
import type { NormalizeStep } from '../program/program.ts';
import type { FieldChange } from '../provider/standing.ts';

/** The object with its spec in canonical form, and what that changed. */
export interface Prepared {
  readonly object: KubeObject;
  readonly changes: readonly FieldChange[];
}

/**
 * Applies `normalize` in memory; every expression sees the object as it came (katalog-language §4.1).
 *
 * @throws {@link OrkError} `ORK_NORMALIZE_FAILED` when an expression fails or a path runs through a scalar.
 */
export async function normalize(
  steps: readonly NormalizeStep[],
  object: KubeObject,
  scope: Scope,
): Promise<Prepared> {
  const original = isObject(object['spec']) ? object['spec'] : {};
  let spec: Readonly<Record<string, unknown>> = original;
  const changes: FieldChange[] = [];
  for (const step of steps) {
    const value = await valueFor(step, scope);
    const before = getPath(original, step.path);
    if (value === undefined || deepEqual(before, value)) continue;
    const next = withPath(spec, step.path, value);
    if (next === undefined) throw failure(step, 'a step of the path is not a map');
    spec = next;
    changes.push({ path: `spec.${step.path.join('.')}`, from: before, to: value });
  }
  return { object: changes.length === 0 ? object : { ...object, spec }, changes };
}

async function valueFor(step: NormalizeStep, scope: Scope): Promise<unknown> {
  const value = await evaluate(step, scope);
  if (step.type === undefined) return value ?? '';
  if (value === '' || value === undefined || value === null) return undefined;
  const cast = castScalar(value, step.type);
  if ('problem' in cast) throw failure(step, cast.problem);
  return cast.value;
}

async function evaluate(step: NormalizeStep, scope: Scope): Promise<unknown> {
  try {
    const value = await step.expression.value(scope);
    return typeof value === 'string' && step.type === undefined ? scalarOf(value.trim()) : value;
  } catch (cause) {
    throw failure(step, textOf(cause), cause);
  }
}

/** Text as a YAML 1.2 core scalar would read it, except that `null` stays text (katalog-language §4.1). */
function scalarOf(text: string): unknown {
  const cast = castScalar(text, 'auto');
  return 'value' in cast ? cast.value : text;
}

function failure(step: NormalizeStep, text: string, cause?: unknown): OrkError {
  const path = `normalize.spec.${step.path.join('.')}`;
  return new OrkError('Normalization failed', {
    code: ErrorCode.NormalizeFailed,
    cause,
    details: { path, text: `${path}: ${text}` },
  });
}
