import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decimalText, readJson, writeJson } from '../../../core/index.ts';

const INT64: fc.Arbitrary<bigint> = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe('readJson', () => {
  test.each<readonly [text: string, value: unknown]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9223372036854775808', 2 ** 63],
    ['18446744073709551615', 2 ** 64],
    ['1e20', 1e20],
    ['12345678901234567.5', Number('12345678901234567.5')],
    ['0.30000000000000004', 0.30000000000000004],
    ['1.0', 1],
    ['-0', -0],
    ['"9007199254740993"', '9007199254740993'],
    [String.raw`"a\"9007199254740993"`, 'a"9007199254740993'],
    [String.raw`"\\"`, '\\'],
    ['{"9007199254740993":9007199254740993}', { '9007199254740993': 9007199254740993n }],
    ['{"__proto__":9007199254740993}', JSON.parse('{"__proto__":0}')],
    [
      '["int64.0:9007199254740995", 9007199254740993]',
      ['int64.0:9007199254740995', 9007199254740993n],
    ],
    [
      String.raw`["\u0069nt64.0:9007199254740995", 9007199254740993]`,
      ['int64.0:9007199254740995', 9007199254740993n],
    ],
  ])('reads %s with all its digits', (text, value) => {
    if (text.includes('__proto__')) {
      expect(Object.getOwnPropertyDescriptor(readJson(text), '__proto__')?.value).toBe(
        9007199254740993n,
      );
    } else expect(readJson(text)).toStrictEqual(value);
  });

  test.each(['1e400', '-1e400', '{"a": 1e999}', '[1.5E+400]', '9'.repeat(400)])(
    'refuses %s, which no number is',
    (text) => {
      expect(() => readJson(text)).toThrow(RangeError);
    },
  );

  test.each(['', '{', '[9007199254740993', '09007199254740993', '+9007199254740993'])(
    'refuses %j as JSON.parse does',
    (text) => {
      expect(() => readJson(text)).toThrow(SyntaxError);
    },
  );

  it('reads whatever JSON there is as JSON.parse does, but for wide whole numbers', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(writeJson(readJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('gives every whole number of 64 bits back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), INT64)), (entries) => {
        const text = `[${entries.map(([key, value]) => `{${JSON.stringify(key)}:${value}}`).join()}]`;
        expect(writeJson(readJson(text))).toBe(text);
      }),
    );
  });
});

describe('writeJson', () => {
  test.each<readonly [value: unknown, text: string]>([
    [9007199254740993n, '9007199254740993'],
    [{ a: undefined, b: [undefined, 1n], c: 'x' }, '{"b":[null,1],"c":"x"}'],
    [[], '[]'],
    [undefined, 'null'],
    [{ at: new Date(0), n: 1n }, '{"at":"1970-01-01T00:00:00.000Z","n":1}'],
  ])('writes %o', (value, text) => {
    expect(writeJson(value)).toBe(text);
  });

  it('writes with an indent as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify([value, 0, {}], undefined, 2);
        expect(writeJson([value, 0n, {}], 2)).toBe(text);
      }),
    );
  });
});

describe('decimalText', () => {
  test.each<readonly [value: number | bigint, text: string]>([
    [2500000.5, '2500000.5'],
    [0.0000001, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [-0, '0'],
    [9007199254740993n, '9007199254740993'],
  ])('writes %s without an exponent', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });
});
