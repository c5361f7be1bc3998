import { compilePattern, type LinearPattern } from '../expression/linear-regexp.ts';
import type { Seen } from './field.ts';
import { boundsOf, leadingNumber, wholeNumber } from './numeric-text.ts';
import { isPresent, type Operator } from './operators.ts';
import { isOfType } from './type-name.ts';

/** A comparison once the expected text is known. */
export interface Compared {
  readonly operator: Operator;
  readonly seen: Seen;
  readonly expected: string;
}

const patterns = new Map<string, LinearPattern | undefined>();
const MAX_PATTERNS = 500;

/** The comparison as a condition means it: a missing field is empty and counts as 0 (katalog-language §5.8). */
export function passesCondition({ operator, seen, expected }: Compared): boolean {
  const { text, value } = seen;
  switch (operator.kind) {
    case 'text':
      return operator.test(text, expected);
    case 'presence':
      return isPresent(text) === operator.isPresent;
    case 'number': {
      const bound = expected === '' ? 0 : leadingNumber(expected);
      return bound !== undefined && operator.test(leadingNumber(text) ?? 0, bound);
    }
    case 'range': {
      const number = text === '' ? 0 : leadingNumber(text);
      return number !== undefined && isInRange(number, expected) === operator.isInside;
    }
    case 'pattern':
      return patternOf(expected)?.matcher(text).find() === true;
    case 'type':
      return isOfType(value, operator.type ?? expected);
  }
}

/**
 * The comparison as a validation rule means it (katalog-language §4.3): a missing field violates all but "not equal" and
 * "not exists", numbers are read whole, and what cannot be compared to is no rule.
 */
export function passesRule(compared: Compared): boolean {
  const { operator, seen, expected } = compared;
  const isMissing = seen.value === undefined || seen.value === null || !isPresent(seen.text);
  if (operator.kind === 'presence' || operator.kind === 'type') return passesCondition(compared);
  if (operator.kind === 'number' && wholeNumber(expected) === undefined) return true;
  if (operator.kind === 'range' && boundsOf(expected) === undefined) return true;
  if (operator.kind === 'pattern' && patternOf(expected) === undefined) return true;
  if (isMissing) return operator.kind === 'text' && operator.allowsMissing;
  if (operator.kind === 'number' || operator.kind === 'range') {
    return wholeNumber(seen.text) !== undefined && passesCondition(compared);
  }
  return passesCondition(compared);
}

function isInRange(value: number | bigint, range: string): boolean | undefined {
  const bounds = boundsOf(range);
  return bounds === undefined ? undefined : value >= bounds[0] && value <= bounds[1];
}

/** Patterns are few and used again and again; one that is not valid stays `undefined`. */
function patternOf(source: string): LinearPattern | undefined {
  if (patterns.has(source)) return patterns.get(source);
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  const pattern = tryCompile(source);
  patterns.set(source, pattern);
  return pattern;
}

function tryCompile(source: string): LinearPattern | undefined {
  try {
    return compilePattern(source);
  } catch {
    // Only a pattern that a template made gets here: it makes a condition false and a rule void (§5.8, §4.3).
    return undefined;
  }
}
