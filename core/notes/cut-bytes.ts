/** The longest start of a text that takes at most so many bytes in UTF-8; no character is split. */
export function cutBytes(text: string, size: number): string {
  if (text.length * 3 <= size) return text;
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > size) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

function byteLength(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
