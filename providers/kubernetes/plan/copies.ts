import type { BlockReader } from '../block/block-reader.ts';

/**
 * Namespaces of `toNamespaces`, each once: elements that are lists flattened, empty ones left out (katalog-language
 * §7.6).
 *
 * @returns `undefined` when the block has no `toNamespaces`; an empty one means no copies, not one of its own.
 */
export function readCopies(reader: BlockReader): readonly string[] | undefined {
  if (reader.rawOrEmpty('toNamespaces') === undefined) return undefined;
  const items = reader.list('toNamespaces').flat(Number.POSITIVE_INFINITY);
  const names = items.filter((item) => item !== null && item !== undefined && item !== '');
  return [...new Set(names.map(String))];
}
