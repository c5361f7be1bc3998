import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, fixUnescapedQuotes, sideFilesOf } from '../../../core/katalog/index.ts';
import { aProvider } from './a-provider.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/katalog/', import.meta.url));
const TEXTS = readdirSync(FOLDER).map((name) =>
  readFileSync(`${FOLDER}${name}/katalog.yaml`, 'utf8'),
);
const INPUT = {
  providers: [aProvider()],
  defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5 },
};

/** A fixture with one part taken out, doubled or replaced by something that does not belong there. */
const damaged = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    start: fc.nat(2000),
    length: fc.nat(40),
    filler: fc.constantFrom(
      '',
      '3',
      '[]',
      '{}',
      'null',
      '"',
      "'",
      '{{',
      '- ',
      ': ',
      '\n',
      '&a *a',
      '|',
    ),
  })
  .map(({ text, start, length, filler }) => {
    const from = start % Math.max(1, text.length);
    return text.slice(0, from) + filler + text.slice(from + length);
  });

describe('whatever a file holds', () => {
  test('compiling tells problems and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        const { program, problems } = await compile({
          ...INPUT,
          documents: [{ file: 'k.yaml', text }],
        });
        const isFaulty = problems.some(({ severity }) => severity === 'error');
        expect(program === undefined).toBe(isFaulty);
        const lines = text.split('\n').length;
        for (const { line, column } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('fixing quotes is done after the first time, and side files are read from anything', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const fixed = fixUnescapedQuotes(text);
        expect(fixUnescapedQuotes(fixed)).toBe(fixed);
        expect(Array.isArray(sideFilesOf([{ file: 'k.yaml', text }]))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
