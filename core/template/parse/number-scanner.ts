import { isDigit, isWordCharacter } from './characters.ts';

/** Where a number ends; an incomplete one runs into a letter or lacks its `i`. */
export interface ScannedNumber {
  readonly end: number;
  readonly isComplete: boolean;
}

const DECIMAL = '0123456789_';
const HEX = '0123456789abcdefABCDEF_';

/**
 * Finds the end of a number, generously: what is wrong inside is found when its value is computed.
 *
 * @remarks The same division of labour as in Go, whose texts for `089` and `1x` differ for that reason.
 */
export function scanNumber(source: string, start: number): ScannedNumber {
  let at = acceptOne(source, start, '+-');
  let digits = DECIMAL;
  if (source.charAt(at) === '0') {
    at += 1;
    const prefix = source.charAt(at);
    if (prefix !== '' && 'xX'.includes(prefix)) digits = HEX;
    else if (prefix !== '' && 'oO'.includes(prefix)) digits = '01234567_';
    else if (prefix !== '' && 'bB'.includes(prefix)) digits = '01_';
    if (digits !== DECIMAL) at += 1;
  }
  at = acceptRun(source, at, digits);
  if (source.charAt(at) === '.') at = acceptRun(source, at + 1, digits);
  if (digits === DECIMAL) at = acceptExponent(source, at, 'eE');
  if (digits === HEX) at = acceptExponent(source, at, 'pP');
  at = acceptOne(source, at, 'i');
  return endOfNumber(source, at);
}

/** Scans the signed imaginary part of a complex constant. */
export function scanComplexTail(source: string, start: number): ScannedNumber {
  const tail = scanNumber(source, start);
  return { end: tail.end, isComplete: tail.isComplete && source.charAt(tail.end - 1) === 'i' };
}

function endOfNumber(source: string, at: number): ScannedNumber {
  const point = source.codePointAt(at);
  const next = point === undefined ? '' : String.fromCodePoint(point);
  if (isWordCharacter(next)) return { end: at + next.length, isComplete: false };
  return { end: at, isComplete: true };
}

function acceptExponent(source: string, at: number, letters: string): number {
  const afterLetter = acceptOne(source, at, letters);
  if (afterLetter === at) return at;
  let end = acceptOne(source, afterLetter, '+-');
  while (isDigit(source.charAt(end)) || source.charAt(end) === '_') end += 1;
  return end;
}

function acceptOne(source: string, at: number, valid: string): number {
  const char = source.charAt(at);
  return char !== '' && valid.includes(char) ? at + 1 : at;
}

function acceptRun(source: string, at: number, valid: string): number {
  let end = at;
  while (end < source.length && valid.includes(source.charAt(end))) end += 1;
  return end;
}
