import {
  type Mutation,
  type MutationRuleEntry,
  type Normalize,
  nearestWord,
  type TargetShape,
  type Validation,
  type ValidationRuleEntry,
} from '../../../schemas/index.ts';
import { castScalar } from '../../object/cast-scalar.ts';
import type {
  MutationRule,
  MutationStage,
  NormalizeStep,
  ScalarType,
  ValidationRule,
} from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { NodePath } from '../source/source-node.ts';
import { pathProblem, stepsOf, targetProblem } from './check-path.ts';
import { checkOwnValue } from './check-volatile.ts';
import type { CrdContext } from './crd-context.ts';
import { lookUp, scalarTypeOf, shapeAt } from './crd-schema.ts';
import { isExpression } from './is-expression.ts';
import { namedType } from './scalar-type.ts';
import { warnOfMisspelt, warnOfUnknownTarget } from './unknown-target.ts';

const PUBLIC_PLACE = 'the custom resource';

/** `normalize` (katalog-language §4.1). */
export function compileNormalize(
  written: Normalize | undefined,
  context: CrdContext,
): readonly NormalizeStep[] {
  const path = [...context.path, 'normalize', 'spec'];
  tellUnusedTypes(written, context);
  return Object.entries(written?.spec ?? {}).flatMap(([key, source]) => {
    const at = [...path, key];
    const steps = stepsOf(key);
    const use = { name: 'the key', base: ['spec'], schema: context.known.schema };
    const problem = pathProblem(key, use);
    if (problem === undefined) warnOfMisspelt(['spec', ...steps], at, context);
    else context.document.error(at, problem);
    const named = namedType(written?.types?.[key]);
    const shape = shapeAt(context.known.schema, ['spec', ...steps]);
    const expression = context.expression(at, source ?? '', {
      publicPlace: PUBLIC_PLACE,
      ...(named === undefined ? { shape } : {}),
    });
    checkOwnValue(expression, at, context);
    if (expression === undefined) return [];
    const type = named ?? typeAt(['spec', ...steps], context);
    return [{ path: steps, expression, ...(type === undefined ? {} : { type }) }];
  });
}

/** A type is that of a key of `spec`; for another path it changes nothing. */
function tellUnusedTypes(written: Normalize | undefined, { document, path }: CrdContext): void {
  const keys = Object.keys(written?.spec ?? {});
  for (const key of Object.keys(written?.types ?? {})) {
    if (keys.includes(key)) continue;
    const nearest = nearestWord(key, keys);
    const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
    const expected = keys.length === 0 ? 'a key of normalize.spec' : keys.sort().join(', ');
    const message = `normalize.spec has no ${key}, so its type has no effect${hint}`;
    const text = { code: ProblemCode.ValueInvalid, message, found: key, expected, nearest };
    document.error([...path, 'normalize', 'types', key], text);
  }
}

/** `mutation` (katalog-language §4.2); the type of a value is `valueType`, else the schema's, else as written. */
export function compileMutation(written: Mutation | undefined, context: CrdContext): MutationStage {
  const path = [...context.path, 'mutation', 'rules'];
  const rules = (written?.rules ?? []).flatMap((rule, index) => {
    const compiled = compileMutationRule(rule, [...path, index], context);
    return compiled === undefined ? [] : [compiled];
  });
  return { first: written?.mutateFirst ?? true, rules };
}

function compileMutationRule(
  rule: MutationRuleEntry,
  path: NodePath,
  context: CrdContext,
): MutationRule | undefined {
  if (isLeftOut(rule, path, context)) return undefined;
  const action = rule.override === undefined ? 'default' : 'override';
  const written = rule.override ?? rule.default;
  if (written === undefined) {
    const text = {
      message: 'a mutation rule takes default or override',
      expected: 'default or override',
    };
    context.document.error(path, { code: ProblemCode.FieldMissing, ...text });
    return undefined;
  }
  const steps = stepsOf(rule.field);
  const isStatic = !isExpression(rule.field);
  if (isStatic) checkTarget(rule.field, [...path, 'field'], context);
  const type = namedType(rule.valueType) ?? (isStatic ? typeAt(steps, context) : undefined);
  const field = context.expression([...path, 'field'], rule.field);
  const isFitting = isStatic && rule.valueType === undefined;
  const value = mutationValue(written, [...path, action], {
    context,
    type,
    ...(isFitting ? { shape: shapeAt(context.known.schema, steps) } : {}),
  });
  const when = context.conditions(path, rule);
  if (field === undefined || value === undefined || when === undefined) return undefined;
  return { field, action, value, ...(type === undefined ? {} : { type }), when };
}

function checkTarget(written: string, path: NodePath, context: CrdContext): void {
  const { known } = context;
  const steps = stepsOf(written);
  const problem =
    pathProblem(written, { name: 'field', schema: known.schema }) ?? targetProblem(steps, known);
  if (problem === undefined) warnOfUnknownTarget(steps, path, context, 'value');
  else context.document.error(path, problem, { at: 'value' });
}

function mutationValue(
  written: string | number | boolean,
  path: NodePath,
  {
    context,
    shape,
    type,
  }: {
    readonly context: CrdContext;
    readonly type: ScalarType | undefined;
    readonly shape?: TargetShape;
  },
): MutationRule['value'] | undefined {
  if (typeof written === 'string' && isExpression(written)) {
    const expression = context.expression(path, written, {
      publicPlace: PUBLIC_PLACE,
      ...(shape === undefined ? {} : { shape }),
    });
    if (path.at(-1) === 'override') checkOwnValue(expression, path, context);
    return expression;
  }
  const cast = type === undefined ? { value: written } : castScalar(written, type);
  if ('value' in cast) return { literal: cast.value };
  const text = { code: ProblemCode.ValueInvalid, message: cast.problem, found: String(written) };
  context.document.error(path, text, { at: 'value' });
  return undefined;
}

/** `validation` (katalog-language §4.3). */
export function compileValidation(
  written: Validation | undefined,
  context: CrdContext,
): readonly ValidationRule[] {
  const path = [...context.path, 'validation', 'rules'];
  return (written?.rules ?? []).flatMap((rule, index) => {
    const compiled = compileValidationRule(rule, [...path, index], context);
    return compiled === undefined ? [] : [compiled];
  });
}

function compileValidationRule(
  rule: ValidationRuleEntry,
  path: NodePath,
  context: CrdContext,
): ValidationRule | undefined {
  if (isLeftOut(rule, path, context)) return undefined;
  const { when: _when, or: _or, message, action, fires: _fires, ...comparison } = rule;
  context.checkComparison(path, comparison);
  const compiled = context.compiled(path, (compilers) => compilers.rule(comparison));
  const when = context.conditions(path, rule);
  if (compiled === undefined || when === undefined) return undefined;
  const words = message ?? `must hold: ${compiled.text}`;
  const text = context.expression([...path, 'message'], words, { publicPlace: 'a message' });
  if (text === undefined) return undefined;
  return {
    field: rule.field,
    message: text,
    action: action ?? 'deny',
    when,
    check: compiled.check,
  };
}

/** Rules with `fires.reconcile: false` are for admission, which this version does not have. */
function isLeftOut(
  { fires }: Pick<ValidationRuleEntry, 'fires'>,
  path: NodePath,
  context: CrdContext,
): boolean {
  if (fires?.reconcile !== false) return false;
  const message = 'the rule never runs: reconcile is false, and admission is not built yet';
  context.document.warning([...path, 'fires'], { code: ProblemCode.EntryWithoutEffect, message });
  return true;
}

function typeAt(path: readonly string[], { known }: CrdContext): ScalarType | undefined {
  if (known.schema === undefined) return undefined;
  const found = lookUp(known.schema, path);
  return found.outcome === 'known' ? scalarTypeOf(found.schema) : undefined;
}
