// Go strings are bytes, ours are UTF-16. A byte that is no part of valid UTF-8 (a `\xff` in a literal, half a character
// after `slice`, what `fromBase64` decodes) is carried as the lone surrogate U+DC00 + byte; who takes the output decides
// whether bytes may be in it.
const RAW_BASE = 0xdc00;
const RAW_RUN = /[\udc80-\udcff]+/gu;
const SURROGATE = /[\ud800-\udfff]/gu;
const REPLACEMENT = '\ufffd';

const encoder = new TextEncoder();

/** Whether the text holds bytes that are no valid UTF-8. */
export function hasRawBytes(text: string): boolean {
  return !text.isWellFormed();
}

/** The length of a text in bytes. */
export function byteLengthOf(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(at + 1))) {
      length += 4;
      at += 1;
    } else length += isRawUnit(unit) ? 1 : 3;
  }
  return length;
}

/** The bytes of a text as Go would hold it. */
export function bytesOf(text: string): Uint8Array {
  if (!hasRawBytes(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (isRawUnit(point)) bytes.push(point - RAW_BASE);
    else bytes.push(...encoder.encode(char));
  }
  return Uint8Array.from(bytes);
}

/** The text of some bytes; each byte that is no valid UTF-8 is kept as a raw one. */
export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const size = sizeOfCharacter(bytes, at);
    if (size === 0) {
      text += rawByte(bytes[at] ?? 0);
      at += 1;
    } else {
      text += String.fromCodePoint(decode(bytes, at, size));
      at += size;
    }
  }
  return text;
}

/** One byte as part of a text. */
export function rawByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : RAW_BASE + byte);
}

/** The byte that a UTF-16 unit carries, or `undefined` when it is an ordinary one. */
export function rawByteOf(unit: number): number | undefined {
  return isRawUnit(unit) ? unit - RAW_BASE : undefined;
}

/** The text with neighbouring raw bytes joined to characters; what is no UTF-8 stays raw. */
export function joinedBytes(text: string): string {
  return hasRawBytes(text) ? text.replace(RAW_RUN, (run) => textOfBytes(bytesOf(run))) : text;
}

/** The text with neighbouring raw bytes joined to characters and the rest replaced by U+FFFD. */
export function wellFormed(text: string): string {
  return hasRawBytes(text) ? joinedBytes(text).replace(SURROGATE, REPLACEMENT) : text;
}

/** Compares two texts by their bytes, as Go orders strings. */
export function compareBytes(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  for (let at = 0; at < limit; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

// UTF-8 sorts like code points; in UTF-16 the surrogates would come before U+E000..U+FFFF.
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isRawUnit(unit: number): boolean {
  return unit >= RAW_BASE + 0x80 && unit <= RAW_BASE + 0xff;
}

function sizeOfCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let index = 1; index < size; index += 1) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const point = decode(bytes, at, size);
  const isOverlong = (size === 3 && point < 0x800) || (size === 4 && point < 0x10000);
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return isOverlong || isSurrogate || point > 0x10ffff ? 0 : size;
}

function decode(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] ?? 0;
  if (size === 1) return first;
  let point = first & (0x7f >> size);
  for (let index = 1; index < size; index += 1) {
    point = (point << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  }
  return point;
}
