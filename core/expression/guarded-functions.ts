import { budgetError } from './evaluation-budget.ts';
import { stateOfFocus } from './evaluation-state.ts';
import type { ExpressionLimits } from './expression-context.ts';
import type { JsonataFocus, JsonataProgram } from './jsonata-module.ts';
import { originalFunction } from './original-functions.ts';
import { stableText } from './stable-text.ts';

const MAX_TIME_TEXT = 64;
/** Parts of a time that nothing divides can be told apart in very many ways. */
const MAX_LOOSE_PARTS = 4;
const LOOSE_PART = /\[[A-Za-z](?!0+1[\],])[^\]]*\]/g;
const DIVIDER = /\][^[\]A-Za-z0-9]+(?=\[)/;

/** Replaces functions of JSONata that may take very long on what they are given. */
export function installGuardedFunctions(program: JsonataProgram, limits: ExpressionLimits): void {
  program.registerFunction('pad', function (this: JsonataFocus, text, width, character) {
    return pad(text, width, { character, maxSize: limits.maxSize });
  });
  program.registerFunction('distinct', function (this: JsonataFocus, list) {
    return Array.isArray(list) ? distinct(list, this) : list;
  });
  program.registerFunction('sort', async function (this: JsonataFocus, list, comparator) {
    const native = comparator === undefined && Array.isArray(list) ? sorted(list) : undefined;
    return native ?? (await originalFunction('sort')).call(this, list, comparator);
  });
  program.registerFunction('toMillis', async function (this: JsonataFocus, text, picture) {
    if (typeof text === 'string' && typeof picture === 'string') assertReadable(text, picture);
    return (await originalFunction('toMillis')).call(this, text, picture);
  });
}

function pad(
  text: unknown,
  width: unknown,
  { character, maxSize }: { readonly character: unknown; readonly maxSize: number },
): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== 'string' || typeof width !== 'number') {
    throw new TypeError('$pad takes a text and a width');
  }
  if (Math.abs(width) > maxSize) throw budgetError('maxSize', maxSize);
  const filler = typeof character === 'string' && character !== '' ? [...character] : [' '];
  const missing = Math.max(0, Math.abs(Math.trunc(width)) - [...text].length);
  const padding = Array.from({ length: missing }, (_, index) => filler[index % filler.length]);
  return width < 0 ? padding.join('') + text : text + padding.join('');
}

// JSONata compares each element with all before it.
function distinct(list: readonly unknown[], focus: JsonataFocus): readonly unknown[] {
  const { budget } = stateOfFocus(focus);
  const seen = new Map<string, unknown>();
  for (const element of list) {
    const text = stableText(element);
    budget.charge(text.length);
    if (!seen.has(text)) seen.set(text, element);
  }
  return [...seen.values()];
}

/** Numbers or texts in order; `undefined` for any other list, which JSONata refuses or takes a function for. */
function sorted(list: readonly unknown[]): readonly unknown[] | undefined {
  const numbers = list.filter((each) => typeof each === 'number' || typeof each === 'bigint');
  if (numbers.length === list.length)
    return numbers.sort((left, right) => (left === right ? 0 : left < right ? -1 : 1));
  const texts = list.filter((element) => typeof element === 'string');
  return texts.length === list.length ? texts.sort(compareUnits) : undefined;
}

function compareUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left > right ? 1 : -1;
}

/** JSONata makes a backtracking regular expression of the picture. */
function assertReadable(text: string, picture: string): void {
  const isLong = text.length > MAX_TIME_TEXT || picture.length > 4 * MAX_TIME_TEXT;
  const loose = picture.split(DIVIDER).map((run) => `${run}]`.match(LOOSE_PART)?.length ?? 0);
  if (isLong || loose.some((count) => count > MAX_LOOSE_PARTS)) {
    throw new RangeError('$toMillis: the picture is too loose or the text too long');
  }
}
