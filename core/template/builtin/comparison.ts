import { CallFailure } from '../exec/execution-errors.ts';
import { sprintf } from '../format/printf.ts';
import type { TextMeter } from '../format/text-meter.ts';
import { type GoKind, kindOf, numericOf, typeNameOf } from '../value/go-type.ts';
import { compareBytes } from '../value/raw-bytes.ts';

/** How values are compared. */
export interface Comparing {
  readonly meter: TextMeter;
  /** Whether whole and fractional numbers are one type. */
  readonly lenientNumbers: boolean;
}

const BAD_TYPE = 'invalid type for comparison';

/**
 * `eq`: whether the first value equals any of the others.
 *
 * @remarks Nil equals only nil. Integers compare whatever their sign or size; other kinds must agree.
 */
export function equalsAny(left: unknown, others: readonly unknown[], how: Comparing): boolean {
  if (others.length === 0) throw new CallFailure('missing argument for comparison');
  return others.some((right) => equals(left, right, how));
}

/** The order of two values, negative when the first comes first; a NaN counts as greater. */
export function compareValues(left: unknown, right: unknown, how: Comparing): number {
  assertOrdered(left, right, how);
  return order(left, right);
}

function equals(left: unknown, right: unknown, how: Comparing): boolean {
  const leftKind = kindOf(left);
  const rightKind = kindOf(right);
  if (leftKind === 'invalid' || rightKind === 'invalid') return leftKind === rightKind;
  if (isContainer(leftKind) && isContainer(rightKind)) return refuse(left, right, how.meter);
  if (groupOf(leftKind, how) !== groupOf(rightKind, how)) refuseTypes(left, right);
  if (isNumber(leftKind)) return isSameNumber(numericOf(left), numericOf(right));
  return left === right;
}

function refuse(left: unknown, right: unknown, meter: TextMeter): never {
  const leftType = typeNameOf(left);
  const rightType = typeNameOf(right);
  if (leftType === rightType) {
    throw new CallFailure(sprintf('non-comparable type %s: %v', [right, rightType], meter));
  }
  const format = 'non-comparable types %s: %v, %s: %v';
  throw new CallFailure(sprintf(format, [left, leftType, rightType, right], meter));
}

function assertOrdered(left: unknown, right: unknown, how: Comparing): void {
  const leftKind = kindOf(left);
  const rightKind = kindOf(right);
  for (const kind of [leftKind, rightKind]) {
    if (kind === 'invalid' || isContainer(kind)) throw new CallFailure(BAD_TYPE);
  }
  if (groupOf(leftKind, how) !== groupOf(rightKind, how)) refuseTypes(left, right);
  if (leftKind === 'bool') throw new CallFailure(BAD_TYPE);
}

function refuseTypes(left: unknown, right: unknown): never {
  const types = `${typeNameOf(left)} and ${typeNameOf(right)}`;
  throw new CallFailure(`incompatible types for comparison: ${types}`);
}

function order(left: unknown, right: unknown): number {
  if (typeof left === 'string') return compareBytes(left, String(right));
  const a = numericOf(left);
  const b = numericOf(right);
  if (a < b) return -1;
  return isSameNumber(a, b) ? 0 : 1;
}

// Neither less nor greater, which also compares a bigint with a number; NaN is equal to nothing.
function isSameNumber(left: number | bigint, right: number | bigint): boolean {
  if (typeof left === typeof right) return left === right;
  return !(left < right || left > right);
}

function isContainer(kind: GoKind): boolean {
  return kind === 'map' || kind === 'slice';
}

function isNumber(kind: GoKind): boolean {
  return kind === 'int' || kind === 'uint' || kind === 'float';
}

function groupOf(kind: GoKind, how: Comparing): GoKind {
  if (kind === 'float' && how.lenientNumbers) return 'int';
  return kind === 'uint' ? 'int' : kind;
}
