import type { KubernetesSchema } from '../../../schemas/index.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import type { Validate } from './validator.ts';

/** `allOf`, `anyOf`, `oneOf` and `not`. */
export function validateComposition(
  schema: KubernetesSchema,
  value: unknown,
  path: string,
  validate: Validate,
): readonly FieldError[] {
  const passes = (candidate: KubernetesSchema) => validate(candidate, value, path).length === 0;
  const report = (rule: string) => [
    invalid(path === '' ? '<nil>' : path, '', `${quoted(path)} must validate ${rule}`),
  ];
  const { allOf, anyOf, oneOf, not } = schema;
  const errors: FieldError[] = [];
  for (const part of allOf ?? []) errors.push(...validate(part, value, path));
  if (anyOf !== undefined && !anyOf.some(passes)) {
    errors.push(...nearest(anyOf.map((part) => validate(part, value, path))));
    errors.push(...report('at least one schema (anyOf)'));
  }
  const matching = oneOf?.filter(passes).length;
  if (matching !== undefined && matching !== 1) {
    const found = matching === 0 ? 'Found none valid' : `Found ${matching} valid alternatives`;
    errors.push(...report(`one and only one schema (oneOf). ${found}`));
    if (matching === 0)
      errors.push(...nearest((oneOf ?? []).map((part) => validate(part, value, path))));
  }
  if (not !== undefined && passes(not)) {
    errors.push(
      invalid(
        path === '' ? '<nil>' : path,
        '',
        `${quoted(path)} must not validate the schema (not)`,
      ),
    );
  }
  return errors;
}

function quoted(path: string): string {
  return JSON.stringify(path);
}

/** What the nearest alternative lacks, which helps more than that none fits. */
function nearest(findings: readonly (readonly FieldError[])[]): readonly FieldError[] {
  return [...findings].sort((a, b) => a.length - b.length)[0] ?? [];
}
