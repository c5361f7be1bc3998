/** Flags, width and precision of one verb. */
export interface FormatFlags {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%+v` */
  plusV: boolean;
  /** `%#v` */
  sharpV: boolean;
  /** In characters; 0 when absent. */
  width: number;
  hasWidth: boolean;
  precision: number;
  hasPrecision: boolean;
}

/** Flags of a verb that has none. */
export function noFlags(): FormatFlags {
  return {
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
    width: 0,
    hasWidth: false,
    precision: 0,
    hasPrecision: false,
  };
}

/** The text widened to the width of the flags, with blanks or, to the left only, zeros. */
export function pad(text: string, flags: FormatFlags, zero: boolean = flags.zero): string {
  if (!flags.hasWidth || flags.width === 0) return text;
  const missing = flags.width - characterCount(text);
  if (missing <= 0) return text;
  if (flags.minus) return text + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + text;
}

function characterCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff || !isHigh(text.charCodeAt(at - 1))) count += 1;
  }
  return count;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
