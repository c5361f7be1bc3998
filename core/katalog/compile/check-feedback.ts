import { writeJson } from '../../json/write-json.ts';
import { deepEqual } from '../../object/deep-equal.ts';
import type { JsonObject } from '../../object/json.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { getPath, withPath } from '../../object/path.ts';
import type { StatusField } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CrdContext } from './crd-context.ts';
import { sampleObject, sampleScope } from './sample-scope.ts';

/** Evaluations after which a status that is going to come to rest has done so. */
const ROUNDS = 12;

/**
 * Warns of status fields that feed themselves or each other: evaluated again and again on a sample, each time with what the time
 * before gave, they never come to rest.
 */
export async function checkFeedback(
  fields: readonly StatusField[],
  schema: JsonObject | undefined,
  context: CrdContext,
): Promise<void> {
  const reading = fields.some(({ value }) =>
    value.references.some(({ path: [root] }) => root === 'status'),
  );
  if (!reading) return;
  const paths = fields.flatMap(({ value }) => value.references.map(({ path }) => path));
  let object = sampleObject(paths, 'sample', schema);
  let before = object;
  for (let round = 0; round < ROUNDS; round += 1) {
    before = object;
    object = await next(object, fields);
  }
  for (const [index, field] of fields.entries()) {
    const steps = ['status', ...field.path];
    const [last, now] = [getPath(before, steps), getPath(object, steps)];
    if (deepEqual(last, now)) continue;
    const message = `${steps.join('.')} never comes to rest: with nothing else changed, ${writeJson(last)} becomes ${writeJson(now)}; after a few writes it is written once per resync`;
    const at = [...context.path, 'operatorBox', 'status', 'fields', index];
    context.document.warning(at, { code: ProblemCode.ValueVolatile, message });
  }
}

/** The sample with the status that its fields have next; a field that fails stays as it is, as in a cycle. */
async function next(object: KubeObject, fields: readonly StatusField[]): Promise<KubeObject> {
  const scope = sampleScope(object);
  let after: Readonly<Record<string, unknown>> = object;
  for (const field of fields) {
    try {
      if (!(await field.when.evaluate(scope)).passed) continue;
      const value = await field.value.value(scope);
      after = withPath(after, ['status', ...field.path], value) ?? after;
    } catch {
      // Samples have no children: what reads them cannot feed itself here.
    }
  }
  return after as KubeObject;
}
