import type { BlockReader } from '../block/block-reader.ts';
import type { NameRule } from '../block/name-rules.ts';

/** `data` of ConfigMaps and Secrets, keys checked. */
export function readData(
  block: BlockReader,
  rule: NameRule,
): Readonly<Record<string, string>> | undefined {
  const data = block.textMap('data');
  if (data === undefined) return undefined;
  for (const key of Object.keys(data)) {
    const problem = rule(key);
    if (problem !== undefined) block.reportKey(['data', key], problem);
  }
  return data;
}

/** A text as `data` of a Secret holds it. */
export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
