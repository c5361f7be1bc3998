import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../../../core/text/utf8.ts';

describe('decodeUtf8', () => {
  test.each([
    { name: 'UTF-16 with its mark', bytes: [0xff, 0xfe, 0x61, 0x00], invalidAt: 0 },
    { name: 'Latin-1', bytes: [0x61, 0xe4, 0x62], invalidAt: 1 },
    { name: 'a cut character', bytes: [0x61, 0x62, 0xe2, 0x82], invalidAt: 2 },
    { name: 'half of a pair', bytes: [0x61, 0xed, 0xa0, 0x80], invalidAt: 1 },
    {
      name: 'a wrong byte after U+FFFD',
      bytes: [0xef, 0xbf, 0xbd, 0xc3, 0xa4, 0x80],
      invalidAt: 5,
    },
    { name: 'a longer form than needed', bytes: [0x61, 0xc0, 0x80], invalidAt: 1 },
  ])('says at which byte $name stops being UTF-8', ({ bytes, invalidAt }) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ invalidAt });
  });

  test('gives back every text, marks and U+FFFD included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\uFFFD', '\uFEFF', 'ä', 'a', '\0', '日', '\u{1F600}')),
        (parts) => {
          const text = parts.join('');
          expect(decodeUtf8(Buffer.from(text))).toEqual({ text });
        },
      ),
    );
  });
});
