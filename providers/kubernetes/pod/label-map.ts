import type { BlockReader } from '../block/block-reader.ts';
import { labelValue, qualifiedKey } from '../block/name-rules.ts';

/** A map of labels, keys and values checked by the rules of Kubernetes. */
export function readLabelMap(
  block: BlockReader,
  key: string,
): Readonly<Record<string, string>> | undefined {
  const map = block.textMap(key);
  for (const [name, value] of Object.entries(map ?? {})) {
    const problem = qualifiedKey(name);
    if (problem !== undefined) block.reportKey([key, name], problem);
    const fault = block.isDeferred(value) ? undefined : labelValue(value);
    if (fault !== undefined) block.report([key, name], fault);
  }
  return map;
}
