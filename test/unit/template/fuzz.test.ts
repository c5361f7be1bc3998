import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOrkError } from '../../../core/errors.ts';
import { compileTemplate } from '../../../core/template/index.ts';
import { truthFunctions } from './truth-functions.ts';

const budget = { maxSteps: 2_000, maxOutputBytes: 10_000, maxDepth: 20 };
const roots = new Set(['spec', 'children']);

const tokens = [
  '{{',
  '}}',
  '{{- ',
  ' -}}',
  '{{/*',
  '*/}}',
  '(',
  ')',
  '|',
  ' ',
  '\n',
  '.',
  '.a',
  '.spec',
  '.spec.list',
  '$',
  '$x',
  ' := ',
  ' = ',
  ',',
  'if ',
  'else',
  'end',
  '{{end}}',
  '{{else}}',
  'range ',
  'with ',
  'define ',
  'template ',
  'block ',
  'break',
  'continue',
  'nil',
  'true',
  '"s"',
  '`r`',
  '"',
  '`',
  "'c'",
  '1',
  '2.5',
  '0x1F',
  '1e9',
  '-',
  '+',
  'i',
  'index ',
  'slice ',
  'len ',
  'print ',
  'printf "%v%[2]*d" ',
  'printf "%s" ',
  'eq ',
  'lt ',
  'and ',
  'or ',
  'html ',
  'js ',
  'urlquery ',
  'call ',
  'upper ',
  'tree',
  'spec',
  'Upper ',
  'é',
  '😀',
  '\u0000',
  '\\',
];

const data: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({ spec: { list: ['a', 1, null, 2.5, { a: 'x' }], map: { a: 1 } }, a: 'text' }),
  fc.jsonValue(),
);

const corpus: readonly string[] = readCorpus();

function readCorpus(): readonly string[] {
  const text = readFileSync(new URL('../../truth/cases.json', import.meta.url), 'utf8');
  const { groups } = JSON.parse(text) as { groups: { templates: string[] }[] };
  return groups.flatMap(({ templates }) => templates);
}

function outcomeOf(source: string, root: unknown): string {
  try {
    const template = compileTemplate(source, {
      functions: truthFunctions,
      lenientNames: true,
      lenientNumbers: true,
      roots,
    });
    template.evaluate(root, { budget });
    return typeof template.render(root, { budget });
  } catch (error) {
    if (!isOrkError(error)) throw error;
    return error.code;
  }
}

const OUTCOMES = expect.stringMatching(/^(string|ORK_TEMPLATE_(SYNTAX|EXECUTION|BUDGET))$/);

describe('whatever is written', () => {
  test('arbitrary text compiles and runs, or fails with an error of ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), data, (text, root) => {
        expect(outcomeOf(`{{${text}}}`, root)).toEqual(OUTCOMES);
        expect(outcomeOf(text, root)).toEqual(OUTCOMES);
      }),
      { numRuns: 500 },
    );
  });

  test('any order of tokens compiles and runs, or fails with an error of ours', () => {
    const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 25 });

    fc.assert(
      fc.property(soup, data, (words, root) => {
        expect(outcomeOf(`{{ ${words.join('')}`, root)).toEqual(OUTCOMES);
        expect(outcomeOf(`{{ ${words.join('')} }}`, root)).toEqual(OUTCOMES);
      }),
      { numRuns: 1_500 },
    );
  });

  test('damaged templates compile and run, or fail with an error of ours', () => {
    const damage = fc.tuple(
      fc.constantFrom(...corpus),
      fc.nat(),
      fc.nat(8),
      fc.constantFrom(...tokens),
    );

    fc.assert(
      fc.property(damage, data, ([template, at, cut, token], root) => {
        const place = at % (template.length + 1);
        const damaged = template.slice(0, place) + token + template.slice(place + cut);
        expect(outcomeOf(damaged, root)).toEqual(OUTCOMES);
      }),
      { numRuns: 1_500 },
    );
  });

  test('strange but valid JSON prints like itself through printf and print', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const print = compileTemplate('{{ print .v }}', { functions: new Map() });
        const printf = compileTemplate('{{ printf "%v" .v }}', { functions: new Map() });

        expect(print.execute({ v: value })).toBe(printf.execute({ v: value }));
      }),
      { numRuns: 300 },
    );
  });

  // Each would take minutes, and so run into the timeout, if its time grew with the square of its length.
  test.each([
    { name: 'hexadecimal digits', source: `{{0x${'f'.repeat(1e6)}}}` },
    { name: 'decimal digits', source: `{{${'9'.repeat(1e6)}x}}` },
    { name: 'blanks in an action', source: `{{ ${' '.repeat(1e6)}1}}` },
    { name: 'blanks in the text', source: `x${' '.repeat(1e6)}y` },
    { name: 'newlines before an error', source: `${'\n'.repeat(1e6)}{{.a.b.c}}` },
    { name: 'opening delimiters', source: '{{'.repeat(5e5) },
    { name: 'names in a row', source: `{{.a${'.a'.repeat(3e5)}}}` },
  ])('a megabyte of $name is no burden', ({ source }) => {
    expect(outcomeOf(source, {})).toEqual(OUTCOMES);
  });
});
