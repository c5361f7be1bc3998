import type { ArgumentKind } from '../exec/closures.ts';
import { CallFailure } from '../exec/execution-errors.ts';
import { sprint, sprintln } from '../format/print.ts';
import { sprintf } from '../format/printf.ts';
import type { TextMeter } from '../format/text-meter.ts';
import { isTruthy, typeNameOf } from '../value/go-type.ts';
import { compareValues, equalsAny, isLess } from './comparison.ts';
import { escapeHtml, escapeJavaScript, escapeQuery } from './escaping.ts';
import { indexValue, lengthOf, sliceValue } from './indexing.ts';

/** A function that every template has; it sees typed numbers and both kinds of nil. */
export interface Builtin {
  readonly minArgs: number;
  readonly maxArgs: number;
  /** Kinds of the parameters; the last one repeats. */
  readonly kinds: readonly ArgumentKind[];
  /**
   * @param firstText the first argument as it is written
   * @throws {@link CallFailure} with the end of Go's `error calling name: …`
   */
  call(args: readonly unknown[], meter: TextMeter, firstText: string | undefined): unknown;
}

const MANY = Number.POSITIVE_INFINITY;

/** The functions of Go's text/template by name; `and` and `or` are compiled apart because they stop early. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['and', values(1, MANY, (args) => args.at(-1))],
  ['or', values(1, MANY, (args) => args.at(-1))],
  ['not', values(1, 1, ([value]) => !isTruthy(value))],
  ['len', values(1, 1, ([value]) => lengthOf(value))],
  ['index', values(1, MANY, ([item, ...indexes]) => indexValue(item, indexes))],
  ['slice', values(1, MANY, ([item, ...indexes]) => sliceValue(item, indexes))],
  ['eq', values(1, MANY, ([left, ...others], meter) => equalsAny(left, others, meter))],
  ['ne', values(2, 2, ([left, right], meter) => !equalsAny(left, [right], meter))],
  ['lt', values(2, 2, ([left, right]) => isLess(left, right))],
  ['le', values(2, 2, ([left, right]) => compareValues(left, right) <= 0)],
  ['gt', values(2, 2, ([left, right]) => compareValues(left, right) > 0)],
  ['ge', values(2, 2, ([left, right]) => !isLess(left, right))],
  ['call', { minArgs: 1, maxArgs: MANY, kinds: ['value'], call: refuseCall }],
  ['print', anything((args, meter) => sprint(args, meter))],
  ['println', anything((args, meter) => sprintln(args, meter))],
  [
    'printf',
    {
      minArgs: 1,
      maxArgs: MANY,
      kinds: ['string', 'any'],
      call: ([format, ...args], meter) => sprintf(String(format), args, meter),
    },
  ],
  ['html', anything((args, meter) => escapeHtml(textOfArguments(args, meter)))],
  ['js', anything((args, meter) => escapeJavaScript(textOfArguments(args, meter)))],
  ['urlquery', anything((args, meter) => escapeQuery(textOfArguments(args, meter)))],
]);

function values(minArgs: number, maxArgs: number, call: Builtin['call']): Builtin {
  return { minArgs, maxArgs, kinds: ['value'], call };
}

function anything(call: Builtin['call']): Builtin {
  return { minArgs: 0, maxArgs: MANY, kinds: ['any'], call };
}

// The escapers print nil as templates do, not as print does.
function textOfArguments(args: readonly unknown[], meter: TextMeter): string {
  return sprint(
    args.map((arg) => arg ?? '<no value>'),
    meter,
  );
}

// No JSON value is a function, so there is never anything to call.
function refuseCall(
  [callee]: readonly unknown[],
  _meter: TextMeter,
  firstText: string | undefined,
): never {
  if (callee === undefined || callee === null) throw new CallFailure('call of nil');
  const type = typeNameOf(callee);
  const name = firstText ?? (typeof callee === 'string' ? callee : `<${type} Value>`);
  throw new CallFailure(`non-function ${name} of type ${type}`);
}
