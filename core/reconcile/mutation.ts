import { textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import { castScalar } from '../object/cast-scalar.ts';
import { deepEqual } from '../object/deep-equal.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath, withPath } from '../object/path.ts';
import { pathKeys } from '../object/path-keys.ts';
import type { MutationRule, MutationStage } from '../program/program.ts';
import type { FieldChange } from '../provider/standing.ts';
import type { Prepared } from './normalize.ts';
import { withRoots } from './scope.ts';

/** What mutation did; rules that failed are told and never stop the cycle (katalog-language §4.2). */
export interface Mutated extends Prepared {
  readonly problems: readonly string[];
}

/** Applies the mutation rules in order, each seeing the result of those before it. */
export async function mutate(
  stage: MutationStage,
  object: KubeObject,
  scope: Scope,
): Promise<Mutated> {
  let current = object;
  const changes: FieldChange[] = [];
  const problems: string[] = [];
  for (const rule of stage.rules) {
    try {
      const change = await changeOf(rule, current, withRoots(scope, current));
      if (change === undefined) continue;
      const steps = pathKeys(change.path);
      const next = withPath(current, steps, change.to);
      if (isFixed(steps)) problems.push(`${change.path}: rules set spec, labels and annotations`);
      else if (next === undefined) problems.push(`${change.path}: a step of the path is not a map`);
      else {
        current = next as KubeObject;
        changes.push(change);
      }
    } catch (error) {
      problems.push(`${rule.field.source}: ${textOf(error)}`);
    }
  }
  return { object: current, changes, problems };
}

async function changeOf(
  rule: MutationRule,
  object: KubeObject,
  scope: Scope,
): Promise<FieldChange | undefined> {
  if (!(await rule.when.evaluate(scope)).passed) return undefined;
  const path = (await rule.field.text(scope)).replace(/^\./, '');
  const before = getPath(object, pathKeys(path));
  const isMissing = before === undefined || before === null || before === '';
  if (rule.action === 'default' && !isMissing) return undefined;
  const value = 'literal' in rule.value ? rule.value.literal : await rule.value.value(scope);
  const to = rule.type === undefined ? value : castOrThrow(value, rule);
  return isSame(to, before) ? undefined : { path, from: before, to };
}

/** Parts of the object that the API server does not take from a patch of it, for paths known at run time only. */
function isFixed([root = '', part = '']: readonly string[]): boolean {
  if (root === 'metadata') return part !== 'labels' && part !== 'annotations';
  return root === 'status' || root === 'apiVersion' || root === 'kind';
}

/** Scalars are the same when their texts are (katalog-language §4.2); the texts of maps and lists say nothing. */
function isSame(to: unknown, before: unknown): boolean {
  const isScalar = Object(to) !== to && Object(before) !== before;
  return isScalar ? String(to) === String(before) : deepEqual(to, before);
}

function castOrThrow(value: unknown, rule: MutationRule): unknown {
  const cast = castScalar(value, rule.type ?? 'auto');
  if ('problem' in cast) throw new TypeError(cast.problem);
  return cast.value;
}
