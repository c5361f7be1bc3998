import { kindOf, numericOf } from '../value/go-type.ts';
import { floatText } from './float-text.ts';
import type { TextMeter } from './text-meter.ts';
import { ValuePrinter } from './value-printer.ts';

/** The text of a single value (`%v`), with short cuts for what templates print most. */
export function textOfValue(value: unknown, meter: TextMeter): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const kind = kindOf(value);
  if (kind === 'int' || kind === 'uint') return numericOf(value).toString();
  if (kind === 'float') return floatText(Number(numericOf(value)), 'g', -1);
  const printer = new ValuePrinter(meter);
  printer.printArgument(value, 'v');
  return printer.text;
}

/** Go's `fmt.Sprint`: a blank between operands of which neither is a string. */
export function sprint(args: readonly unknown[], meter: TextMeter): string {
  const printer = new ValuePrinter(meter);
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
export function sprintln(args: readonly unknown[], meter: TextMeter): string {
  const printer = new ValuePrinter(meter);
  args.forEach((arg, index) => {
    if (index > 0) printer.write(' ');
    printer.printArgument(arg, 'v');
  });
  printer.write('\n');
  return printer.text;
}
