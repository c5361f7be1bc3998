/** Decoded text, or the first byte that is not part of a UTF-8 text. */
export type DecodedText = { readonly text: string } | { readonly invalidAt: number };

const REPLACEMENT = '\uFFFD';

/** Decodes UTF-8 without putting anything in the place of bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const invalidAt = text.includes(REPLACEMENT) ? firstInvalid(text, bytes) : undefined;
  return invalidAt === undefined ? { text } : { invalidAt };
}

/** What stands for a wrong byte may also stand in the text itself; up to the first wrong one both have equal bytes. */
function firstInvalid(text: string, bytes: Uint8Array): number | undefined {
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const isWritten =
      bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isWritten) return offset;
    offset += 3;
    from = at + 1;
  }
  return undefined;
}
