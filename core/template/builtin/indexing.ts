import { CallFailure } from '../exec/execution-errors.ts';
import type { TextMeter } from '../format/text-meter.ts';
import { GoNumber, goInt } from '../value/go-number.ts';
import { type GoMap, kindOf, numericOf, typeNameOf } from '../value/go-type.ts';
import { INTERFACE_VALUE } from '../value/interface-value.ts';
import { byteLengthOf, bytesOf, textOfBytes } from '../value/raw-bytes.ts';

/** `len`: bytes of a string, elements of a list or map. */
export function lengthOf(value: unknown, meter: TextMeter): GoNumber {
  switch (kindOf(value)) {
    case 'string':
      return goInt(byteLengthOf(value as string));
    case 'slice':
      return goInt((value as readonly unknown[]).length);
    case 'map':
      return goInt(meter.countKeys(value as GoMap));
    case 'invalid':
      throw new CallFailure(
        value === null ? 'len of nil pointer' : 'reflect: call of reflect.Value.Type on zero Value',
      );
    default:
      throw new CallFailure(`len of type ${typeNameOf(value)}`);
  }
}

/** `index x 1 "a"` is `x[1]["a"]`; a missing key is nil. */
export function indexValue(item: unknown, indexes: readonly unknown[]): unknown {
  if (kindOf(item) === 'invalid') throw new CallFailure('index of untyped nil');
  return indexes.reduce(indexOnce, item);
}

function indexOnce(item: unknown, index: unknown): unknown {
  switch (kindOf(item)) {
    case 'invalid':
      throw new CallFailure('index of nil pointer');
    case 'map':
      return entryOf(item as GoMap, index);
    case 'slice': {
      const list = item as readonly unknown[];
      const at = indexWithin(index, list.length);
      if (at === list.length) throw new CallFailure('reflect: slice index out of range');
      return list[at] ?? null;
    }
    case 'string': {
      const bytes = bytesOf(item as string);
      const byte = bytes[indexWithin(index, bytes.length)];
      if (byte === undefined) throw new CallFailure('reflect: string index out of range');
      return new GoNumber('uint8', byte);
    }
    default:
      throw new CallFailure(`can't index item of type ${typeNameOf(item)}`);
  }
}

function entryOf(map: GoMap, key: unknown): unknown {
  if (kindOf(key) === 'invalid') {
    throw new CallFailure('value is nil; should be of type string');
  }
  if (typeof key !== 'string') {
    throw new CallFailure(`value has type ${typeNameOf(key)}; should be string`);
  }
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}

/** `slice x 1 2` is `x[1:2]`; strings are cut by bytes. */
export function sliceValue(item: unknown, indexes: readonly unknown[], meter: TextMeter): unknown {
  const kind = kindOf(item);
  if (kind === 'invalid') {
    throw new CallFailure('slice of untyped nil');
  }
  if (indexes.length > 3) throw new CallFailure(`too many slice indexes: ${indexes.length}`);
  if (kind === 'string') {
    if (indexes.length === 3) throw new CallFailure('cannot 3-index slice a string');
    const bytes = bytesOf(item as string);
    const [start, end] = boundsWithin(indexes, bytes.length);
    return textOfBytes(bytes.subarray(start, end));
  }
  if (kind !== 'slice') throw new CallFailure(`can't slice item of type ${typeNameOf(item)}`);
  const list = item as readonly unknown[];
  const [start, end] = boundsWithin(indexes, list.length);
  meter.charge(end - start, 0);
  return list.slice(start, end);
}

function boundsWithin(indexes: readonly unknown[], length: number): readonly [number, number] {
  const bounds = indexes.map((index) => indexWithin(index, length));
  const [start = 0, end = length, capacity] = bounds;
  if (start > end) throw new CallFailure(`invalid slice index: ${start} > ${end}`);
  if (capacity !== undefined && end > capacity) {
    throw new CallFailure(`invalid slice index: ${end} > ${capacity}`);
  }
  return [start, end];
}

function indexWithin(index: unknown, length: number): number {
  const kind = kindOf(index);
  if (index === INTERFACE_VALUE) {
    throw new CallFailure('cannot index slice/array with type interface {}');
  }
  if (kind === 'invalid') throw new CallFailure('cannot index slice/array with nil');
  if (kind !== 'int' && kind !== 'uint') {
    throw new CallFailure(`cannot index slice/array with type ${typeNameOf(index)}`);
  }
  const at = numericOf(index);
  if (at < 0 || at > length) throw new CallFailure(`index out of range: ${at}`);
  return Number(at);
}
