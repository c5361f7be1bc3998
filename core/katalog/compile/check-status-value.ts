import type { Expression, StaticOutcome } from '../../expression/expression.ts';
import { writeJson } from '../../json/write-json.ts';
import { castScalar } from '../../object/cast-scalar.ts';
import type { JsonObject } from '../../object/json.ts';
import type { ScalarType } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdContext } from './crd-context.ts';
import { lookUp } from './crd-schema.ts';
import { type ScalarProblem, scalarProblem, typesIn } from './scalar-problem.ts';

/** A status field with what is written to it. */
export interface StatusTarget {
  /** Below `status`. */
  readonly target: readonly string[];
  /** Where the field is declared. */
  readonly path: NodePath;
  /** Key of the expression: `value` or `expr`. */
  readonly key: string;
  readonly expression: Expression;
  /** `type:`, if given. */
  readonly named: ScalarType | undefined;
  /** What values are cast to. */
  readonly type: ScalarType | undefined;
}

/** Tells of a status field whose value the CRD's schema can never take; what is not certain is left to the API server. */
export function checkStatusValue(status: StatusTarget, { document, known }: CrdContext): void {
  const found =
    known.schema === undefined ? undefined : lookUp(known.schema, ['status', ...status.target]);
  if (found?.outcome !== 'known' || found.schema === undefined) return;
  const { schema } = found;
  const field = ['status', ...status.target].join('.');
  const types = typesIn(schema);
  const { key, named, path } = status;
  if (named !== undefined && types !== undefined && !mayFit(named, types)) {
    const expected = types.join(' or ');
    const message = `type is ${named}, but ${field} is ${expected} in the CRD's schema`;
    const text = { code: ProblemCode.ValueInvalid, message, found: named, expected };
    document.error([...path, 'type'], text, { at: 'value' });
    return;
  }
  for (const outcome of status.expression.outcomes ?? []) {
    const problem = problemOf(outcome, schema, status);
    if (problem === undefined) continue;
    const { expected, nearest } = problem;
    const shown = 'value' in outcome ? writeJson(outcome.value) : `a value of type ${outcome.type}`;
    const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
    const message = `${field} becomes ${shown}, which the CRD's schema refuses: expected ${expected}${hint}`;
    const text = { code: ProblemCode.ValueInvalid, message, found: shown, expected, nearest };
    document.error([...path, key], text, { at: 'value' });
    return;
  }
}

/** Whether a value of a type that was named may be of a type that the schema takes. */
function mayFit(named: ScalarType, types: readonly string[]): boolean {
  if (named === 'auto') return types.some((type) => type !== 'object' && type !== 'array');
  const isNumber = named === 'integer' || named === 'number';
  return (
    types.includes(named) ||
    (isNumber && types.some((type) => type === 'integer' || type === 'number'))
  );
}

function problemOf(
  outcome: StaticOutcome,
  schema: JsonObject,
  { expression, type }: StatusTarget,
): ScalarProblem | undefined {
  // A single value of JSONata becomes a list of one there.
  if (expression.language === 'jsonata' && schema['type'] === 'array') return undefined;
  const problemWith = (value: string | number | boolean): ScalarProblem | undefined =>
    valueProblem(value, schema, type);
  // An empty text may mean that the field is left out.
  if ('value' in outcome) return outcome.value === '' ? undefined : problemWith(outcome.value);
  if (outcome.type === 'boolean') return problemWith(true) && problemWith(false);
  const types = typesIn(schema);
  if (types === undefined || types.includes('string')) return undefined;
  const isMany = outcome.type === 'object' || outcome.type === 'array';
  const fits = types.includes('object') ? outcome.type === 'object' : !isMany;
  return fits ? undefined : { expected: types.join(' or ') };
}

function valueProblem(
  value: string | number | boolean,
  schema: JsonObject,
  type: ScalarType | undefined,
): ScalarProblem | undefined {
  if (type === undefined) return scalarProblem(value, schema);
  const cast = castScalar(value, type);
  // Where the schema says nothing, a value that cannot be cast is left out and told in the record.
  if ('problem' in cast) {
    const expected = typesIn(schema)?.join(' or ');
    return expected === undefined ? undefined : { expected };
  }
  const written: unknown = cast.value;
  const isScalar =
    typeof written === 'string' || typeof written === 'number' || typeof written === 'boolean';
  return isScalar ? scalarProblem(written, schema) : undefined;
}
