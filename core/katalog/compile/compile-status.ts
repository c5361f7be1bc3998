import type { Status, StatusFieldEntry } from '../../../schemas/index.ts';
import type { ScalarType, StatusField, StatusStage } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';

import { pathProblem } from './check-path.ts';
import { checkStatusValue } from './check-status-value.ts';
import { checkOwnValue } from './check-volatile.ts';
import type { CrdContext } from './crd-context.ts';
import { lookUp, scalarTypeOf, shapeAt } from './crd-schema.ts';
import { namedType } from './scalar-type.ts';
import { warnOfUnknownTarget } from './unknown-target.ts';

const PUBLIC_PLACE = 'the status';

/** `status` of a box (katalog-language §11). */
export function compileStatus(written: Status | undefined, context: CrdContext): StatusStage {
  const path = [...context.path, 'operatorBox', 'status', 'fields'];
  const fields = (written?.fields ?? []).flatMap((field, index) => {
    checkPath(field.path, [...path, index, 'path'], context);
    const compiled = compileField(field, [...path, index], context);
    return compiled === undefined ? [] : [compiled];
  });
  return { conditions: written?.conditions ?? true, fields };
}

function checkPath(field: string, path: NodePath, context: CrdContext): void {
  const use = { name: 'path', base: ['status'], schema: context.known.schema };
  const problem = pathProblem(field, use);
  if (problem !== undefined) context.document.error(path, problem, { at: 'value' });
}

function compileField(
  field: StatusFieldEntry,
  path: NodePath,
  context: CrdContext,
): StatusField | undefined {
  const { value, expr } = field;
  if ((value === undefined) === (expr === undefined)) {
    const message = 'a status field takes either value or expr';
    context.document.error(path, {
      code: ProblemCode.FieldMissing,
      message,
      expected: 'value or expr',
    });
    return undefined;
  }
  const named = namedType(field.type);
  const shape = shapeAt(context.known.schema, ['status', ...field.path.split('.')]);
  // A type that is given makes one value of whatever comes.
  const use = { publicPlace: PUBLIC_PLACE, ...(named === undefined ? { shape } : {}) };
  const expression =
    expr === undefined
      ? context.expression([...path, 'value'], value ?? '', use)
      : context.jsonata([...path, 'expr'], expr, use);
  checkOwnValue(expression, [...path, expr === undefined ? 'value' : 'expr'], context);
  const when = context.conditions(path, field);
  if (expression === undefined || when === undefined) return undefined;
  const type = named ?? schemaType(field, path, context, expression.language);
  const target = field.path.split('.');
  const key = expr === undefined ? 'value' : 'expr';
  checkStatusValue({ target, path, key, expression, named, type }, context);
  return {
    path: target,
    value: expression,
    ...(type === undefined ? {} : { type }),
    when,
    clearOnFalse: field.clearOnFalse ?? false,
    position: context.document.positionOf(path),
  };
}

/** The type the CRD's schema gives the field; text stays text unless JSONata yields something else. */
function schemaType(
  field: StatusFieldEntry,
  path: NodePath,
  context: CrdContext,
  language: StatusField['value']['language'],
): ScalarType | undefined {
  const { schema } = context.known;
  if (schema === undefined || lookUp(schema, ['status']).outcome === 'unknown')
    // A whole number in every kind, and the runtime writes one too.
    return field.path === 'observedGeneration' ? 'integer' : undefined;
  const target = ['status', ...field.path.split('.')];
  warnOfUnknownTarget(target, [...path, 'path'], context, 'value');
  const found = lookUp(schema, target);
  if (found.outcome === 'unknown') return undefined;
  const type = scalarTypeOf(found.schema);
  return type === 'string' && language !== 'jsonata' ? undefined : type;
}
