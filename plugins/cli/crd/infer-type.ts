import type { FieldType } from './field-tree.ts';

/** Fields of short blocks that take whole numbers, by their last name. */
const INTEGER =
  /(^|[a-z])([Rr]eplicas|[Pp]ort|[Ss]econds)$|^(parallelism|completions|backoffLimit|minReadySeconds|historyLimit)$/;
const BOOLEAN =
  /^(suspend|immutable|hostNetwork|readOnly|privileged|automountServiceAccountToken)$/;

/** The type a value must have to stand in a field of a block; `undefined` where any text may stand. */
export function typeOfTarget(key: string): FieldType {
  if (INTEGER.test(key)) return 'integer';
  return BOOLEAN.test(key) ? 'boolean' : 'string';
}

/** Canonical names of the types the language has. */
export function typeOfWord(word: unknown): FieldType | undefined {
  switch (word) {
    case 'int':
    case 'integer':
      return 'integer';
    case 'float':
    case 'number':
      return 'number';
    case 'bool':
    case 'boolean':
      return 'boolean';
    case 'str':
    case 'string':
      return 'string';
    default:
      return undefined;
  }
}

/** The type a text looks like. */
export function typeOfText(text: string): FieldType {
  if (/^[+-]?\d+$/.test(text)) return 'integer';
  if (/^[+-]?\d+\.\d+$/.test(text)) return 'number';
  return text === 'true' || text === 'false' ? 'boolean' : 'string';
}
