import { addExactly, type Exact, largerOf, smallerOf } from '../json/exact-arithmetic.ts';
import { isInt64 } from '../json/int64.ts';
import { installExactNumericFunctions, numberInBase } from './exact-numeric-functions.ts';
import { printed, truthOf } from './exact-operators.ts';
import { JsonataFault } from './jsonata-fault.ts';
import type { JsonataFocus, JsonataProgram } from './jsonata-module.ts';
import { originalFunction } from './original-functions.ts';

const WIDE = /^-?[1-9]\d{15,18}$/;

/** Replaces functions of JSONata that would take a whole number beyond 2^53 for something else, or lose its digits. */
export function installExactFunctions(program: JsonataProgram): void {
  program.registerFunction(
    'string',
    (value, isPretty) => (value === undefined ? undefined : printed(value, isPretty === true)),
    '<x-b?:s>',
  );
  program.registerFunction('number', async function (this: JsonataFocus, ...args) {
    const value = args.length === 0 ? this.input : args[0];
    return (
      wideNumber(value) ??
      numberInBase(value) ??
      (await originalFunction('number')).call(this, value)
    );
  });
  program.registerFunction('sum', (list) => folded(list, 'sum', addExactly));
  program.registerFunction('max', (list) => folded(list, 'max', largerOf));
  program.registerFunction('min', (list) => folded(list, 'min', smallerOf));
  installExactNumericFunctions(program);
  for (const name of ['boolean', 'not']) {
    program.registerFunction(
      name,
      async function (this: JsonataFocus, value) {
        return (await originalFunction(name)).call(this, truthOf(value));
      },
      '<x-:b>',
    );
  }
  program.registerFunction(
    'type',
    async function (this: JsonataFocus, value) {
      if (typeof value === 'bigint') return 'number';
      return (await originalFunction('type')).call(this, value);
    },
    '<x:s>',
  );
}

function wideNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'string' || !WIDE.test(value)) return undefined;
  const whole = BigInt(value);
  return isInt64(whole) && !Number.isSafeInteger(Number(value)) ? whole : undefined;
}

function folded(list: unknown, token: string, fold: (sum: Exact, next: Exact) => Exact): unknown {
  if (list === undefined) return undefined;
  const [first, ...rest] = (Array.isArray(list) ? list : [list]).map((item: unknown): Exact => {
    if (typeof item === 'number' || typeof item === 'bigint') return item;
    throw new JsonataFault('T0412', { token, value: list });
  });
  if (first === undefined) return token === 'sum' ? 0 : undefined;
  return rest.reduce<Exact>(fold, first);
}
