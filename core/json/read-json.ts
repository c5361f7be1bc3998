import { isInt64 } from './int64.ts';

/** What overflows a double has an exponent of three digits or more. */
const HUGE = /(?:^|[:,[\s])-?\d+(?:\.\d+)?[eE]\+?\d{3}/;
/** Whole numbers that a double cannot hold have as many digits or more. */
const WIDE_DIGITS = 16;
/** A text of JSON, which is skipped, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(\.\d+)?([eE][-+]?\d+)?/g;

/**
 * Reads JSON as the Kubernetes API does: a whole number of 64 bits keeps all its digits, as a `bigint` where a
 * JavaScript number would not hold it; beyond 64 bits it is a floating-point number.
 *
 * @remarks A text without such numbers costs `JSON.parse` and a tenth of that.
 * @throws SyntaxError for what is no JSON, RangeError for a number that is beyond a floating-point number (`1e400`)
 */
export function readJson(text: string): unknown {
  return hasWideDigits(text) || HUGE.test(text) ? readExactly(text) : JSON.parse(text);
}

/** Whether so many digits follow each other; looks at every 16th character, which a run of 16 cannot avoid. */
function hasWideDigits(text: string): boolean {
  for (let at = WIDE_DIGITS - 1; at < text.length; at += WIDE_DIGITS) {
    if (!isDigit(text, at)) continue;
    let [first, last] = [at, at];
    while (isDigit(text, first - 1)) first -= 1;
    while (isDigit(text, last + 1)) last += 1;
    if (last - first + 1 >= WIDE_DIGITS) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function readExactly(text: string): unknown {
  const rounded: unknown = JSON.parse(text);
  let marker: string | undefined;
  const marked = text.replace(TOKEN, (token, fraction?: string, exponent?: string) => {
    if (token.startsWith('"')) return token;
    const number = Number(token);
    if (!Number.isFinite(number))
      throw new RangeError(`number is out of range: ${shortened(token)}`);
    if (fraction !== undefined || exponent !== undefined || !isWide(number, token)) return token;
    marker ??= unusedMarker(rounded);
    return `"${marker}${token}"`;
  });
  return marker === undefined ? rounded : revived(marked, marker);
}

function isWide(number: number, token: string): boolean {
  if (Number.isSafeInteger(number)) return false;
  return isInt64(BigInt(token));
}

function revived(text: string, marker: string): unknown {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(marker)
      ? BigInt(value.slice(marker.length))
      : value,
  );
}

/** A text that no text of the value holds, so that nothing else is taken for a number. */
function unusedMarker(value: unknown): string {
  const text = JSON.stringify(value);
  let count = 0;
  while (text.includes(`int64.${count}:`)) count += 1;
  return `int64.${count}:`;
}

function shortened(token: string): string {
  return token.length > 40 ? `${token.slice(0, 40)}…` : token;
}
