import { typeWord } from '../notes/type-notes.ts';

const SPELLINGS: Readonly<Record<string, string>> = {
  list: 'slice',
  array: 'slice',
  object: 'map',
  boolean: 'bool',
  nil: 'null',
};
const NAMES: ReadonlySet<string> = new Set(['map', 'slice', 'string', 'number', 'bool', 'null']);

/** The type that a word names; `undefined` when it names none (katalog-language §5.8). */
export function typeNamed(word: string): string | undefined {
  const name = SPELLINGS[word] ?? word;
  return NAMES.has(name) ? name : undefined;
}

/** Whether a value is of the named type. */
export function isOfType(value: unknown, word: string): boolean {
  return typeWord(value) === typeNamed(word);
}
