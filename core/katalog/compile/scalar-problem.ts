import { nearestWord } from '../../../schemas/index.ts';
import { compilePattern } from '../../expression/linear-regexp.ts';
import { deepEqual } from '../../object/deep-equal.ts';
import type { JsonObject } from '../../object/json.ts';

/** What a schema asks for that a value does not fulfil. */
export interface ScalarProblem {
  readonly expected: string;
  readonly nearest?: string;
}

/**
 * What the API server will refuse a single value for, `undefined` where it may pass; only what is certain counts
 * (OpenAPI v3 as apiextensions.k8s.io/v1 has it).
 */
export function scalarProblem(
  value: string | number | bigint | boolean,
  schema: JsonObject,
): ScalarProblem | undefined {
  const type = typeProblem(value, schema);
  if (type !== undefined) return { expected: type };
  const listed = schema['enum'];
  if (Array.isArray(listed) && !listed.some((each: unknown) => deepEqual(each, value))) {
    const nearest = nearestWord(String(value), listed.map(String));
    const expected = `one of ${listed.map(String).join(', ')}`;
    return { expected, ...(nearest === undefined ? {} : { nearest }) };
  }
  const rule = typeof value === 'string' ? textProblem(value, schema) : boundProblem(value, schema);
  return rule === undefined ? undefined : { expected: rule };
}

/** Types that a schema takes; `undefined` where it does not say. */
export function typesIn(schema: JsonObject): readonly string[] | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string'];
  const { type } = schema;
  return typeof type === 'string' ? [type] : undefined;
}

function typeProblem(
  value: string | number | bigint | boolean,
  schema: JsonObject,
): string | undefined {
  const types = typesIn(schema);
  if (types === undefined) return undefined;
  const own = typeof value === 'bigint' || Number.isInteger(value) ? 'integer' : typeof value;
  const fits = types.includes(own) || (own === 'integer' && types.includes('number'));
  return fits ? undefined : types.join(' or ');
}

function textProblem(value: string, schema: JsonObject): string | undefined {
  const { maxLength, minLength, pattern } = schema;
  const length = [...value].length;
  if (typeof maxLength === 'number' && length > maxLength) return `at most ${maxLength} characters`;
  if (typeof minLength === 'number' && length < minLength)
    return `at least ${minLength} characters`;
  if (typeof pattern !== 'string') return undefined;
  try {
    return compilePattern(pattern).matcher(value).find()
      ? undefined
      : `a text that matches ${pattern}`;
  } catch {
    // A pattern that cannot be read proves nothing; the API server refuses the CRD for it.
    return undefined;
  }
}

function boundProblem(value: number | bigint | boolean, schema: JsonObject): string | undefined {
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum } = schema;
  if (typeof value === 'boolean') return undefined;
  if (
    typeof minimum === 'number' &&
    (value < minimum || (value === minimum && exclusiveMinimum === true))
  )
    return `${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`;
  if (
    typeof maximum === 'number' &&
    (value > maximum || (value === maximum && exclusiveMaximum === true))
  )
    return `${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`;
  return undefined;
}
