import { expect, test } from 'vitest';
import { type CastType, castScalar } from '../../../core/object/cast-scalar.ts';

const good: readonly {
  readonly value: unknown;
  readonly type: CastType;
  readonly gives: unknown;
}[] = [
  { value: '3', type: 'integer', gives: 3 },
  { value: 3, type: 'integer', gives: 3 },
  { value: '-4', type: 'integer', gives: -4 },
  { value: '2.5', type: 'number', gives: 2.5 },
  { value: '1e3', type: 'number', gives: 1000 },
  { value: 'true', type: 'boolean', gives: true },
  { value: 'F', type: 'boolean', gives: false },
  { value: 7, type: 'string', gives: '7' },
  { value: 'x', type: 'string', gives: 'x' },
  { value: '12', type: 'auto', gives: 12 },
  { value: 'true', type: 'auto', gives: true },
  { value: 'yes', type: 'auto', gives: 'yes' },
  { value: '-0.5', type: 'auto', gives: -0.5 },
  { value: '9007199254740991', type: 'auto', gives: 9_007_199_254_740_991 },
  { value: '9007199254740991', type: 'integer', gives: 9_007_199_254_740_991 },
  { value: '9007199254740993', type: 'auto', gives: '9007199254740993' },
  { value: '1234567890123456789', type: 'auto', gives: '1234567890123456789' },
  { value: '1234567890123456789', type: 'integer', gives: 1_234_567_890_123_456_789n },
  { value: '-9223372036854775808', type: 'integer', gives: -9_223_372_036_854_775_808n },
  { value: '9007199254740993', type: 'number', gives: 9_007_199_254_740_993n },
  { value: 9_007_199_254_740_993n, type: 'string', gives: '9007199254740993' },
  { value: 1e-7, type: 'string', gives: '0.0000001' },
  { value: '012345678901', type: 'auto', gives: '012345678901' },
  { value: '0.1000000000000000055', type: 'auto', gives: '0.1000000000000000055' },
  { value: '1.10', type: 'auto', gives: '1.10' },
  { value: '-0', type: 'auto', gives: '-0' },
];

test.each(good)('$value as $type gives $gives', ({ value, type, gives }) => {
  expect(castScalar(value, type)).toEqual({ value: gives });
});

const bad: readonly {
  readonly value: unknown;
  readonly type: CastType;
  readonly problem: string;
}[] = [
  { value: 'three', type: 'integer', problem: '"three" is not a whole number' },
  { value: '2.5', type: 'integer', problem: '"2.5" is not a whole number' },
  {
    value: '99999999999999999999',
    type: 'integer',
    problem: '"99999999999999999999" is beyond the 64 bits of a whole number',
  },
  { value: '', type: 'number', problem: '"" is not a number' },
  { value: 'Infinity', type: 'number', problem: '"Infinity" is not a number' },
  { value: 'yes', type: 'boolean', problem: '"yes" is not a boolean' },
];

test.each(bad)('$value as $type is refused', ({ value, type, problem }) => {
  expect(castScalar(value, type)).toEqual({ problem });
});
