import { kindOf, numericOf, typeNameOf } from '../value/go-type.ts';
import { noFlags } from './format-flags.ts';
import type { TextMeter } from './text-meter.ts';
import { ValuePrinter } from './value-printer.ts';

/** Go refuses widths, precisions and argument numbers beyond this. */
const MAX_NUMBER = 1_000_000;

/**
 * Go's `fmt.Sprintf`, its complaints included.
 *
 * @param lenientNumbers whether float verbs take whole numbers and integer verbs whole floats
 */
export function sprintf(
  format: string,
  args: readonly unknown[],
  meter: TextMeter,
  lenientNumbers: boolean = false,
): string {
  return new Formatter(format, args, new ValuePrinter(meter, { lenientNumbers })).run();
}

interface ParsedNumber {
  readonly value: number;
  readonly isNumber: boolean;
  readonly end: number;
}

class Formatter {
  readonly #format: string;
  readonly #args: readonly unknown[];
  readonly #printer: ValuePrinter;
  #at = 0;
  #argument = 0;
  #isReordered = false;
  #isGoodNumber = true;
  #isAfterIndex = false;

  constructor(format: string, args: readonly unknown[], printer: ValuePrinter) {
    this.#format = format;
    this.#args = args;
    this.#printer = printer;
  }

  run(): string {
    const end = this.#format.length;
    while (this.#at < end) {
      this.#isGoodNumber = true;
      const percent = this.#format.indexOf('%', this.#at);
      const textEnd = percent < 0 ? end : percent;
      if (textEnd > this.#at) this.#printer.write(this.#format.slice(this.#at, textEnd));
      if (percent < 0) break;
      this.#at = percent + 1;
      this.#directive();
    }
    this.#complainAboutRest();
    return this.#printer.text;
  }

  #directive(): void {
    this.#readFlags();
    this.#isAfterIndex = this.#readIndex();
    this.#readWidth();
    this.#readPrecision();
    if (!this.#isAfterIndex) this.#isAfterIndex = this.#readIndex();
    const point = this.#format.codePointAt(this.#at);
    if (point === undefined) this.#printer.write('%!(NOVERB)');
    else this.#verb(String.fromCodePoint(point));
  }

  #readFlags(): void {
    const flags = noFlags();
    this.#printer.flags = flags;
    for (; ; this.#at += 1) {
      switch (this.#format.charAt(this.#at)) {
        case '#':
          flags.sharp = true;
          break;
        case '0':
          flags.zero = true;
          break;
        case '+':
          flags.plus = true;
          break;
        case '-':
          flags.minus = true;
          break;
        case ' ':
          flags.space = true;
          break;
        default:
          return;
      }
    }
  }

  #readWidth(): void {
    const { flags } = this.#printer;
    if (this.#format.charAt(this.#at) === '*') {
      this.#at += 1;
      const width = this.#integerArgument();
      flags.hasWidth = width !== undefined;
      if (width === undefined) this.#printer.write('%!(BADWIDTH)');
      if (width !== undefined && width < 0) {
        flags.minus = true;
        flags.zero = false;
      }
      flags.width = Math.abs(width ?? 0);
      this.#isAfterIndex = false;
      return;
    }
    const { value, isNumber, end } = this.#parseNumber(this.#at, this.#format.length);
    flags.width = value;
    flags.hasWidth = isNumber;
    this.#at = end;
    if (this.#isAfterIndex && isNumber) this.#isGoodNumber = false;
  }

  #readPrecision(): void {
    const isPoint = this.#format.charAt(this.#at) === '.';
    if (!isPoint || this.#at + 1 >= this.#format.length) return;
    this.#at += 1;
    if (this.#isAfterIndex) this.#isGoodNumber = false;
    this.#isAfterIndex = this.#readIndex();
    const { flags } = this.#printer;
    flags.hasPrecision = true;
    if (this.#format.charAt(this.#at) === '*') {
      this.#at += 1;
      const precision = this.#integerArgument();
      flags.hasPrecision = precision !== undefined && precision >= 0;
      flags.precision = flags.hasPrecision ? (precision ?? 0) : 0;
      if (!flags.hasPrecision) this.#printer.write('%!(BADPREC)');
      this.#isAfterIndex = false;
      return;
    }
    const { value, end } = this.#parseNumber(this.#at, this.#format.length);
    flags.precision = value;
    this.#at = end;
  }

  #verb(verb: string): void {
    this.#at += verb.length;
    const printer = this.#printer;
    if (verb === '%') printer.write('%');
    else if (!this.#isGoodNumber) printer.write(`%!${verb}(BADINDEX)`);
    else if (this.#argument >= this.#args.length) printer.write(`%!${verb}(MISSING)`);
    else {
      if (verb === 'v' || verb === 'w') {
        const { flags } = printer;
        printer.flags = {
          ...flags,
          sharpV: flags.sharp,
          sharp: false,
          plusV: flags.plus,
          plus: false,
        };
      }
      printer.printArgument(this.#args[this.#argument], verb);
      this.#argument += 1;
    }
  }

  // "[3]" chooses the operand; what follows goes on from there.
  #readIndex(): boolean {
    if (this.#format.charAt(this.#at) !== '[') return false;
    this.#isReordered = true;
    const close = this.#format.indexOf(']', this.#at);
    if (close < 0 || this.#format.length - this.#at < 3) {
      this.#isGoodNumber = false;
      this.#at += 1;
      return false;
    }
    const { value, isNumber, end } = this.#parseNumber(this.#at + 1, close);
    const isWellFormed = isNumber && end === close;
    this.#at = close + 1;
    if (isWellFormed && value >= 1 && value <= this.#args.length) this.#argument = value - 1;
    else this.#isGoodNumber = false;
    return isWellFormed;
  }

  #integerArgument(): number | undefined {
    if (this.#argument >= this.#args.length) return undefined;
    const value = this.#args[this.#argument];
    this.#argument += 1;
    const kind = kindOf(value);
    if (kind !== 'int' && kind !== 'uint') return undefined;
    const number = Number(numericOf(value));
    return Math.abs(number) > MAX_NUMBER ? undefined : number;
  }

  #parseNumber(start: number, end: number): ParsedNumber {
    let value = 0;
    let at = start;
    for (; at < end; at += 1) {
      const digit = this.#format.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      if (value > MAX_NUMBER) return { value: 0, isNumber: false, end };
      value = value * 10 + digit;
    }
    return { value, isNumber: at > start, end: Math.min(at, end) };
  }

  #complainAboutRest(): void {
    if (this.#isReordered || this.#argument >= this.#args.length) return;
    const printer = this.#printer;
    printer.flags = noFlags();
    printer.write('%!(EXTRA ');
    this.#args.slice(this.#argument).forEach((arg, index) => {
      if (index > 0) printer.write(', ');
      if (kindOf(arg) === 'invalid') printer.write('<nil>');
      else {
        printer.write(`${typeNameOf(arg)}=`);
        printer.printArgument(arg, 'v');
      }
    });
    printer.write(')');
  }
}
