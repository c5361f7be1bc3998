import { bytesOf } from '../../../core/index.ts';
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
  const size = Object.values(data).reduce((sum, text) => sum + bytesOf(text).length, 0);
  if (size > MAX_BYTES)
    block.report('data', `holds ${size} bytes, at most ${MAX_BYTES} are stored`);
  return data;
}

/** What the API server stores of a ConfigMap or Secret. */
const MAX_BYTES = 1_048_576;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * `binaryData` of ConfigMaps, encoded as Kubernetes wants it.
 *
 * @remarks Bytes come from templates, so a text in Base64 was written as it stands in a manifest: it would be encoded twice.
 */
export function readBinaryData(
  block: BlockReader,
  {
    data = {},
    rule,
  }: { readonly data: Readonly<Record<string, string>> | undefined; readonly rule: NameRule },
): Readonly<Record<string, string>> | undefined {
  const binaryData = block.textMap('binaryData');
  if (binaryData === undefined) return undefined;
  for (const [key, text] of Object.entries(binaryData)) {
    const problem = rule(key) ?? (Object.hasOwn(data, key) ? 'stands in data too' : undefined);
    if (problem !== undefined) block.reportKey(['binaryData', key], problem);
    if (block.stage === 'written' && BASE64.test(text)) {
      const message = `is Base64, but values are not encoded here: write "{{ fromBase64 \\"…\\" }}"`;
      block.report(['binaryData', key], message);
    }
  }
  return Object.fromEntries(Object.entries(binaryData).map(([key, text]) => [key, base64(text)]));
}

/** A text, or bytes, as `data` of a Secret holds it. */
export function base64(text: string): string {
  return Buffer.from(bytesOf(text)).toString('base64');
}
