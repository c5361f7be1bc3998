import { textOf } from '../errors.ts';
import type { Scope } from '../expression/expression.ts';
import type { ValidationRule } from '../program/program.ts';

/** Every violated rule, by what it asks for (katalog-language §4.3). */
export interface Violations {
  readonly denied: readonly string[];
  readonly warned: readonly string[];
}

/** Evaluates all rules; one that fails to evaluate counts as violated, with the reason. */
export async function validate(
  rules: readonly ValidationRule[],
  scope: Scope,
): Promise<Violations> {
  const denied: string[] = [];
  const warned: string[] = [];
  for (const rule of rules) {
    const violation = await violationOf(rule, scope);
    if (violation !== undefined) (rule.action === 'deny' ? denied : warned).push(violation);
  }
  return { denied, warned };
}

async function violationOf(rule: ValidationRule, scope: Scope): Promise<string | undefined> {
  if (!(await rule.when.evaluate(scope)).passed) return undefined;
  try {
    const { passed, saw } = await rule.check(scope);
    if (passed) return undefined;
    return `field "${rule.field}": ${await rule.message.text(scope)} (got "${saw}")`;
  } catch (error) {
    return `field "${rule.field}": ${textOf(error)}`;
  }
}
