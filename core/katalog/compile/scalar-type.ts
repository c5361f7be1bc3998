import type { ScalarType } from '../../program/program.ts';

const TYPES: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  str: 'string',
  '': 'string',
  int: 'integer',
  integer: 'integer',
  float: 'number',
  number: 'number',
  bool: 'boolean',
  boolean: 'boolean',
  auto: 'auto',
};

/** The type a name in a document means (`int`, `bool` …), `undefined` for none. */
export function namedType(name: string | undefined): ScalarType | undefined {
  return name === undefined ? undefined : TYPES[name];
}
