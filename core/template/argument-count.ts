/** How many arguments a function takes. */
export interface ArgumentCounts {
  readonly minArgs: number;
  readonly maxArgs: number;
}

/** Why a function cannot be called with so many arguments, in Go's words; `undefined` when it can. */
export function countFault(
  { minArgs, maxArgs }: ArgumentCounts,
  written: string,
  count: number,
): string | undefined {
  if (count >= minArgs && count <= maxArgs) return undefined;
  const wrong = `wrong number of args for ${written}: want`;
  if (minArgs === maxArgs) return `${wrong} ${minArgs} got ${count}`;
  return count < minArgs
    ? `${wrong} at least ${minArgs} got ${count}`
    : `${wrong} at most ${maxArgs} got ${count}`;
}
