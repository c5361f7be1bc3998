import { decimalText } from '../../json/decimal-text.ts';
import { type GoKind, type GoMap, kindOf, numericOf, typeNameOf } from '../value/go-type.ts';
import { floatText } from './float-text.ts';
import { type FormatFlags, noFlags, pad } from './format-flags.ts';
import { formatFloat } from './format-float.ts';
import { formatHexLiteral, formatInteger } from './format-integer.ts';
import { formatString } from './format-string.ts';
import type { TextMeter } from './text-meter.ts';

const NIL = '<nil>';
const BOOLEAN_VERBS = 'tv';
const FLOAT_VERBS = 'eEfFgG';
const INTEGER_VERBS = 'doOcqU';

/** How numbers are printed. */
export interface NumberStyle {
  /** Whether float verbs take whole numbers and integer verbs whole floats. */
  readonly lenientNumbers?: boolean;
  /** Whether a number that no verb is written for has no exponent. */
  readonly plainNumbers?: boolean;
}

/** The text of a floating-point number for which no verb is written. */
export function textOfFloat(value: number, isPlain: boolean): string {
  return isPlain && Number.isFinite(value) ? decimalText(value) : floatText(value, 'g', -1);
}

/** Prints values under verbs, as Go's fmt does; what it writes is charged to a meter as it grows. */
export class ValuePrinter {
  readonly #meter: TextMeter;
  readonly #lenientNumbers: boolean;
  readonly #plainNumbers: boolean;
  flags: FormatFlags = noFlags();
  text = '';

  constructor(meter: TextMeter, style: NumberStyle = {}) {
    this.#meter = meter;
    this.#lenientNumbers = style.lenientNumbers === true;
    this.#plainNumbers = style.plainNumbers === true;
  }

  write(text: string): void {
    this.text += text;
    this.#meter.charge(text.length, this.text.length);
  }

  /** Prints one operand of a format or of print. */
  printArgument(value: unknown, verb: string): void {
    this.#meter.charge(this.flags.width + this.flags.precision);
    const kind = kindOf(value);
    if (verb === 'T') {
      if (kind === 'invalid') this.write(pad(NIL, this.flags));
      else this.write(formatString(typeNameOf(value), 's', this.flags) ?? '');
    } else if (kind === 'invalid') {
      if (verb === 'v') this.write(pad(NIL, this.flags));
      else this.badVerb(value, verb);
    } else if (verb === 'p' || (verb === 'w' && (kind === 'map' || kind === 'slice'))) {
      // An address would differ from run to run, so %p is answered like any verb that does not fit.
      this.badVerb(value, verb);
    } else this.#print(value, verb);
  }

  /** Go's complaint about a verb that does not fit: `%!d(string=hi)`. */
  badVerb(value: unknown, verb: string): void {
    this.write(`%!${verb}(`);
    if (kindOf(value) === 'invalid') this.write(NIL);
    else {
      this.write(`${typeNameOf(value)}=`);
      this.#print(value, 'v');
    }
    this.write(')');
  }

  #print(value: unknown, verb: string): void {
    this.#meter.step();
    const kind = kindOf(value);
    if (kind === 'map') this.#printMap(value as GoMap, verb);
    else if (kind === 'slice') this.#printList(value as readonly unknown[], verb);
    else if (kind === 'invalid') this.write(this.flags.sharpV ? 'interface {}(nil)' : NIL);
    else {
      this.#meter.charge(this.flags.width + this.flags.precision);
      const text = this.#scalar(value, verb);
      if (text === undefined) this.badVerb(value, verb);
      else this.write(text);
    }
  }

  #scalar(value: unknown, verb: string): string | undefined {
    const { flags } = this;
    if (typeof value === 'string') return formatString(value, verb, flags);
    if (typeof value === 'boolean') {
      return BOOLEAN_VERBS.includes(verb) ? pad(String(value), flags) : undefined;
    }
    const kind = this.#numberKind(value, verb);
    if (kind === 'float') {
      const number = Number(numericOf(value));
      return this.#plainNumbers ? textOfFloat(number, true) : formatFloat(number, verb, flags);
    }
    if (kind === 'uint' && verb === 'v' && flags.sharpV) {
      return formatHexLiteral(numericOf(value), flags);
    }
    return formatInteger(numericOf(value), verb, flags);
  }

  #numberKind(value: unknown, verb: string): GoKind {
    const kind = kindOf(value);
    if (!this.#lenientNumbers) return kind;
    if (kind !== 'float') return FLOAT_VERBS.includes(verb) ? 'float' : kind;
    return INTEGER_VERBS.includes(verb) && Number.isInteger(numericOf(value)) ? 'int' : kind;
  }

  #printList(list: readonly unknown[], verb: string): void {
    const { sharpV } = this.flags;
    this.write(sharpV ? '[]interface {}{' : '[');
    this.#meter.enter();
    list.forEach((element, index) => {
      if (index > 0) this.write(sharpV ? ', ' : ' ');
      this.#print(element, verb);
    });
    this.#meter.leave();
    this.write(sharpV ? '}' : ']');
  }

  #printMap(map: GoMap, verb: string): void {
    const { sharpV } = this.flags;
    this.write(sharpV ? 'map[string]interface {}{' : 'map[');
    this.#meter.enter();
    this.#meter.sortedKeysOf(map).forEach((key, index) => {
      if (index > 0) this.write(sharpV ? ', ' : ' ');
      this.#print(key, verb);
      this.write(':');
      this.#print(map[key], verb);
    });
    this.#meter.leave();
    this.write(sharpV ? '}' : ']');
  }
}
