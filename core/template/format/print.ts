import { kindOf, numericOf } from '../value/go-type.ts';
import type { TextMeter } from './text-meter.ts';
import { textOfFloat, ValuePrinter } from './value-printer.ts';

/** The text of a single value (`%v`), with short cuts for what templates print most. */
export function textOfValue(
  value: unknown,
  meter: TextMeter,
  plainNumbers: boolean = false,
): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const kind = kindOf(value);
  if (kind === 'int' || kind === 'uint') return numericOf(value).toString();
  if (kind === 'float') return textOfFloat(Number(numericOf(value)), plainNumbers);
  const printer = new ValuePrinter(meter, { plainNumbers });
  printer.printArgument(value, 'v');
  return printer.text;
}

/** Go's `fmt.Sprint`: a blank between operands of which neither is a string. */
export function sprint(
  args: readonly unknown[],
  meter: TextMeter,
  plainNumbers: boolean = false,
): string {
  const printer = new ValuePrinter(meter, { plainNumbers });
  let wasString = true;
  args.forEach((arg, index) => {
    const isString = typeof arg === 'string';
    if (index > 0 && !isString && !wasString) printer.write(' ');
    printer.printArgument(arg, 'v');
    wasString = isString;
  });
  return printer.text;
}

/** Go's `fmt.Sprintln`: a blank between all operands and a newline at the end. */
export function sprintln(
  args: readonly unknown[],
  meter: TextMeter,
  plainNumbers: boolean = false,
): string {
  const printer = new ValuePrinter(meter, { plainNumbers });
  args.forEach((arg, index) => {
    if (index > 0) printer.write(' ');
    printer.printArgument(arg, 'v');
  });
  printer.write('\n');
  return printer.text;
}
