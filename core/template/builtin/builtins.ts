import type { ArgumentKind } from '../exec/closures.ts';
import { CallFailure } from '../exec/execution-errors.ts';
import { sprint, sprintln } from '../format/print.ts';
import { sprintf } from '../format/printf.ts';
import type { TextMeter } from '../format/text-meter.ts';
import { isGoMap, isTruthyScalar, typeNameOf } from '../value/go-type.ts';
import { type Comparing, compareValues, equalsAny } from './comparison.ts';
import { escapeHtml, escapeJavaScript, escapeQuery } from './escaping.ts';
import { indexValue, lengthOf, sliceValue } from './indexing.ts';

/** A function that every template has; it sees typed numbers and both kinds of nil. */
export interface Builtin {
  readonly minArgs: number;
  readonly maxArgs: number;
  /** Kinds of the parameters; the last one repeats. */
  readonly kinds: readonly ArgumentKind[];
  /**
   * @throws {@link CallFailure} with the end of Go's `error calling name: …`
   */
  call(args: readonly unknown[], meter: TextMeter, place: BuiltinPlace): unknown;
}

/** What a built-in may know of the place where it is called. */
export interface BuiltinPlace {
  /** Whether whole and fractional numbers are one type. */
  readonly lenientNumbers: boolean;
  /** Whether numbers become text without an exponent. */
  readonly plainNumbers: boolean;
  /** The first argument as it is written. */
  readonly firstText: string | undefined;
}

const MANY = Number.POSITIVE_INFINITY;

/** The functions of Go's text/template by name; `and` and `or` are compiled apart because they stop early. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['and', values(1, MANY, (args) => args.at(-1))],
  ['or', values(1, MANY, (args) => args.at(-1))],
  ['not', values(1, 1, ([value], meter) => !isTrue(value, meter))],
  ['len', values(1, 1, ([value], meter) => lengthOf(value, meter))],
  ['index', values(1, MANY, ([item, ...indexes]) => indexValue(item, indexes))],
  [
    'slice',
    {
      minArgs: 1,
      maxArgs: MANY,
      kinds: ['value', 'sliceIndex'],
      call: ([item, ...indexes], meter) => sliceValue(item, indexes, meter),
    },
  ],
  [
    'eq',
    values(1, MANY, ([left, ...others], meter, place) =>
      equalsAny(left, others, comparing(meter, place)),
    ),
  ],
  [
    'ne',
    values(
      2,
      2,
      ([left, right], meter, place) => !equalsAny(left, [right], comparing(meter, place)),
    ),
  ],
  ['lt', ordering((order) => order < 0)],
  ['le', ordering((order) => order <= 0)],
  ['gt', ordering((order) => order > 0)],
  ['ge', ordering((order) => order >= 0)],
  ['call', { minArgs: 1, maxArgs: MANY, kinds: ['value'], call: refuseCall }],
  ['print', anything((args, meter, { plainNumbers }) => sprint(args, meter, plainNumbers))],
  ['println', anything((args, meter, { plainNumbers }) => sprintln(args, meter, plainNumbers))],
  [
    'printf',
    {
      minArgs: 1,
      maxArgs: MANY,
      kinds: ['string', 'any'],
      call: ([format, ...args], meter, { lenientNumbers }) =>
        sprintf(String(format), args, meter, lenientNumbers),
    },
  ],
  ['html', anything((args, meter, place) => escapeHtml(textOfArguments(args, meter, place)))],
  ['js', anything((args, meter, place) => escapeJavaScript(textOfArguments(args, meter, place)))],
  ['urlquery', anything((args, meter, place) => escapeQuery(textOfArguments(args, meter, place)))],
]);

function values(minArgs: number, maxArgs: number, call: Builtin['call']): Builtin {
  return { minArgs, maxArgs, kinds: ['value'], call };
}

function ordering(accepts: (order: number) => boolean): Builtin {
  return values(2, 2, ([left, right], meter, place) =>
    accepts(compareValues(left, right, comparing(meter, place))),
  );
}

function comparing(meter: TextMeter, { lenientNumbers }: BuiltinPlace): Comparing {
  return { meter, lenientNumbers };
}

function anything(call: Builtin['call']): Builtin {
  return { minArgs: 0, maxArgs: MANY, kinds: ['any'], call };
}

function isTrue(value: unknown, meter: TextMeter): boolean {
  return isGoMap(value) ? meter.countKeys(value) > 0 : isTruthyScalar(value);
}

// The escapers print nil as templates do, not as print does.
function textOfArguments(
  args: readonly unknown[],
  meter: TextMeter,
  { plainNumbers }: BuiltinPlace,
): string {
  return sprint(
    args.map((arg) => arg ?? '<no value>'),
    meter,
    plainNumbers,
  );
}

// No JSON value is a function, so there is never anything to call.
function refuseCall(
  [callee]: readonly unknown[],
  _meter: TextMeter,
  { firstText }: BuiltinPlace,
): never {
  if (callee === undefined || callee === null) throw new CallFailure('call of nil');
  const type = typeNameOf(callee);
  const name = firstText ?? (typeof callee === 'string' ? callee : `<${type} Value>`);
  throw new CallFailure(`non-function ${name} of type ${type}`);
}
