import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable, printableLine } from '../../../core/text/printable.ts';

describe('printable', () => {
  test.each([
    ['\u001B[31mred\u001B[0m', '\\x1b[31mred\\x1b[0m'],
    ['\u001B]0;title\u0007', '\\x1b]0;title\\x07'],
    ['\u009B2J', '\\x9b2J'],
    ['a\rb', 'a\\rb'],
    ['a\bb\u007F', 'a\\x08b\\x7f'],
    ['a\u0085b\u2028c', 'a\\x85b\\u2028c'],
    ['abc\u202Edef', 'abc\\u202edef'],
    ['a\u200Bb\uFEFF', 'a\\u200bb\\ufeff'],
    ['\uD800', '\\ud800'],
    ['two\nlines\twith a tab', 'two\nlines\twith a tab'],
    ['straße 日本 👩‍💻', 'straße 日本 👩‍💻'],
  ])('shows %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('leaves nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0x20ff })).map((codes) => String.fromCharCode(...codes)),
        (text) => {
          expect(printable(text)).not.toMatch(/(?![\t\n])\p{Cc}/u);
          expect(printableLine(text)).not.toMatch(/\p{Cc}/u);
        },
      ),
    );
  });

  test('keeps a line a line', () => {
    expect(printableLine('a\nb\tc')).toBe('a\\nb\\tc');
  });
});
