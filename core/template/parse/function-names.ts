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

const MAX_DISTANCE = 3;

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
  return { kind: 'unknown', nearest: nearestName(name, candidates) };
}

/** The candidate that takes the fewest edits, if it is near enough to be meant. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let best = Math.min(MAX_DISTANCE, Math.ceil(name.length / 2)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

function withOtherCase(name: string): string {
  const first = name.charAt(0);
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return other + name.slice(1);
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + replaced,
        ),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
