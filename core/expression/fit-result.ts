import type { TargetShape } from '../../schemas/index.ts';
import { ErrorCode, OrkError } from '../errors.ts';
import { isObject } from '../object/json.ts';
import type { Expression } from './expression.ts';

/** JSONata whose results fit the place they are for; any other expression, and one for an unknown place, as it is. */
export function fitted(expression: Expression, shape: TargetShape | undefined): Expression {
  if (expression.language !== 'jsonata' || shape === undefined || !shape.isKnown) return expression;
  const isSequence = expression.sequence !== undefined;
  return {
    ...expression,
    value: async (scope) =>
      fitResult(await expression.value(scope), { shape, isSequence, path: [] }),
  };
}

/** A result of JSONata, and the place it is for. */
interface Fitting {
  readonly shape: TargetShape;
  /** `true`: a single value may be the only one of several. */
  readonly isSequence: boolean;
  /** Keys and positions inside the result. */
  readonly path: readonly (string | number)[];
}

/**
 * A result as its target takes it: JSONata yields a bare value for one match and nothing for none, so where only lists may
 * stand one value becomes a list of one, and none an empty list. The same holds inside of what the expression makes.
 *
 * @throws {@link OrkError} `ORK_EXPRESSION_EXECUTION` for a list where the schema takes one value of one type
 */
function fitResult(value: unknown, fitting: Fitting): unknown {
  const { shape } = fitting;
  if (value === undefined) return shape.takesOnlyLists && shape.takesEmptyList ? [] : undefined;
  return inShape(value, fitting);
}

function inShape(value: unknown, fitting: Fitting): unknown {
  const { shape } = fitting;
  if (value === null || value === undefined || !shape.isKnown) return value;
  if (Array.isArray(value)) {
    if (!shape.takesList) assertNoList(value, fitting);
    return shape.takesList
      ? value.map((item: unknown, index) => below(item, fitting, index))
      : value;
  }
  if (shape.takesOnlyLists || isItem(value, fitting)) return [below(value, fitting, 0)];
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, below(field, fitting, key)]);
  return Object.fromEntries(fields);
}

function below(value: unknown, { path, shape }: Fitting, step: string | number): unknown {
  const inner = shape.below(typeof step === 'number' ? 0 : step);
  return inShape(value, { shape: inner, isSequence: false, path: [...path, step] });
}

/** Where a map may stand as well (`env`), a map is the only element of a list when it looks like one. */
function isItem(value: unknown, { isSequence, shape }: Fitting): boolean {
  if (!isSequence || !shape.takesList || !isObject(value)) return false;
  return shape.below(0).describes(Object.keys(value));
}

/** Where several types may stand, whoever reads the value knows better what to say. */
function assertNoList(list: readonly unknown[], { path, shape }: Fitting): void {
  const [type] = shape.types;
  if (shape.types.size !== 1 || type === undefined) return;
  const count = list.length === 1 ? 'one element' : `${list.length} elements`;
  const expected = type === 'object' ? 'a map' : `one ${type}`;
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const inside = place === '' ? '' : `${place.replace(/^\./, '')}: `;
  throw new OrkError('Expression yields a list', {
    code: ErrorCode.ExpressionExecution,
    retry: { kind: 'never' },
    details: { text: `${inside}is a list of ${count}, expected ${expected}` },
  });
}
