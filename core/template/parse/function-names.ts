import { nearestWord } from '../../../schemas/index.ts';
import type { NameMeaning } from './parse-context.ts';

/** What identifiers may mean in a template. */
export interface KnownNames {
  isFunction(name: string): boolean;
  /** Every function; asked only to make a suggestion. */
  functionNames(): readonly string[];
  /** Context roots that may be written without their dot. */
  readonly roots: ReadonlySet<string>;
  /** Whether roots count and the case of a function's first letter does not. */
  readonly isLenient: boolean;
}

/** Finds what a written identifier means: a function, else a root, else a function but for its first letter's case. */
export function meaningOfName(name: string, known: KnownNames): NameMeaning {
  if (known.isFunction(name)) return { kind: 'function', name };
  if (known.isLenient) {
    if (known.roots.has(name)) return { kind: 'root' };
    const other = withOtherCase(name);
    if (known.isFunction(other)) return { kind: 'function', name: other };
  }
  const roots = known.isLenient ? known.roots : [];
  const candidates = [...known.functionNames(), ...roots];
  return { kind: 'unknown', nearest: nearestWord(name, candidates) };
}

function withOtherCase(name: string): string {
  const first = name.charAt(0);
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return other + name.slice(1);
}
