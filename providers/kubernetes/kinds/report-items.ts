import type { BlockReader } from '../block/block-reader.ts';
import type { NameRule } from '../block/name-rules.ts';

/** Tells which texts of a list do not follow a rule. */
export function reportItems(
  block: BlockReader,
  key: string,
  { items, rule }: { readonly items: readonly string[]; readonly rule: NameRule },
): void {
  for (const [index, item] of items.entries()) {
    const problem = block.isDeferred(item) ? undefined : rule(item);
    if (problem !== undefined) block.report([key, index], problem);
  }
}
