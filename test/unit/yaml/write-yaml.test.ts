import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readKubernetesDocuments } from '../../../core/katalog/read-kubernetes-documents.ts';
import { isObject } from '../../../core/object/json.ts';
import { writeYaml } from '../../../core/yaml/write-yaml.ts';

/** Texts that readers take for something else when nobody quotes them. */
const AMBIGUOUS = [
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'No', 'on', 'On', 'off', 'OFF'],
  ...['true', 'True', 'false', 'FALSE', 'null', 'Null', 'NULL', '~', '', 'nil', 'none', 'None'],
  ...['0', '00', '010', '0120', '0444', '08', '0o17', '0O17', '-0o17', '0_7', '1_000', '1__0'],
  ...['+1', '-1', '0x1f', '0x1F', '-0x1f', '0x_1f', '0b11', '0B11', '-0b11', '1,000', '1', '-0'],
  ...['.5', '+.5', '-.5', '1.', '1.0', '1.10', '1e3', '1E3', '1e+3', '1.5e400', '.', '..', '1_0.5'],
  ...['.inf', '-.inf', '+.Inf', '.nan', '.NaN', 'NaN', 'Infinity', '685.230_15e+03', '0.', '-'],
  ...[
    '12:30',
    '12:30:45',
    '1:30',
    '190:20:30.15',
    '2024-01-01',
    '1.2.3',
    'e0',
    'E-3',
    '2001-12-14t21:59:43.10-05:00',
  ],
  ...[
    '2001-12-14 21:59:43.10 -5',
    '=',
    '<<',
    '*a',
    '&a',
    '!a',
    '!!int',
    '%a',
    '@a',
    '`a',
    '?',
    ':',
  ],
  ...[
    '? a',
    ': a',
    '- a',
    '-',
    '--',
    '---',
    '...',
    '--- a',
    '#',
    '# a',
    'a #b',
    'a: b',
    'a:',
    ':a',
  ],
  ...['{', '}', '[', ']', ',', '{a: 1}', '[a]', '{{ .a }}', '|', '>', '|-', '"', "'", '"a"', "'a'"],
  ...[
    ' a',
    'a ',
    ' ',
    '\t',
    'a\tb',
    '\ta',
    'a\t',
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a \nb',
  ],
  ...[
    'a\nb',
    'a\n  b\n',
    '  a\nb\n',
    '\n  a\n b',
    'a\n \nb',
    'a\n   ',
    'a\n\n \n',
    'a\n\tb',
    '\t\n',
    ' \n',
  ],
  ...[
    'a\r\nb',
    'a\rb',
    '\r',
    'a\u0085b',
    'a\u0085',
    '\u0085',
    'a\u2028b\nc',
    'a\u2029',
    '\u00A0',
    '\u00A0a',
  ],
  ...[
    '\uFEFFa',
    'a\uFEFF',
    '\u0000',
    '\u0007',
    '\u001B[31m',
    '\u007F',
    '\u009B',
    '\u200B',
    '\u202Ea',
  ],
  ...[
    '\uD800',
    '\uFFFD',
    '\uFFFF',
    '\u{1F600}',
    'ä',
    'ÿ',
    '日本',
    '\\',
    '\\n',
    'a\\',
    '--flag=x',
    '-v',
  ],
  ...['a\n---\nb\n', 'a\n...\nb\n', '#a\nb\n', 'key: |\n  x\n', '\n\n\na\n\n\n', 'a'.repeat(2000)],
  ...[
    `${'long words '.repeat(200)}end`,
    `${'x'.repeat(500)}\n${'y '.repeat(500)}\n`,
    'a\n#',
    'a\n\n\n',
  ],
];

/** What stands for a half of a pair in UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'YAML 1.2': (text) => parse(text),
  'YAML 1.1': (text) => parse(text, { version: '1.1' }),
  "Kubernetes' own": (text) => {
    const { documents, problems } = readKubernetesDocuments({ file: 'm.yaml', text });
    expect(problems).toEqual([]);
    return inDoubles(documents[0]?.value);
  },
};

/** The Kubernetes reader keeps whole numbers beyond 2^53 exact, as bigint; a program that knows doubles only reads these. */
function inDoubles(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(inDoubles);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inDoubles(item)]));
}

const shapes = (text: string): readonly unknown[] => [
  { v: text },
  [text],
  { [text]: 1, b: 2 },
  { a: { b: text, c: 1 }, d: [{ e: text, f: 1 }, text, [text, { g: [text] }]] },
];

describe.each(Object.entries(READERS))('writeYaml, read as %s', (_, read) => {
  test.each(AMBIGUOUS.map(wellFormed))('keeps the text %j as value, item and key', (text) => {
    for (const value of shapes(text)) expect(read(writeYaml([value]))).toEqual(value);
  });

  test('keeps every value of JSON', () => {
    const texts = fc.oneof(
      fc.constantFrom(...AMBIGUOUS.map(wellFormed)),
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom(
          ...' \n\t\r:#-?|>"\'\\&*!%@`{}[],.0123456789+_eExobyn~=<a\u0085\u2028',
        ),
      }),
      fc.string({
        unit: fc.constantFrom(
          '0',
          '1',
          '7',
          '.',
          ':',
          '_',
          'e',
          'x',
          'o',
          'b',
          '-',
          '+',
          'T',
          'Z',
          ' ',
        ),
      }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        texts,
        fc.oneof(
          fc.integer(),
          fc.maxSafeInteger(),
          fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 63, 1e20, 1e21, -0, 5e-324),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(texts, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(texts, value, { maxKeys: 3, noNullPrototype: true }), (object) => {
        const same = JSON.parse(JSON.stringify(object)) as unknown;
        expect(read(writeYaml([object]))).toEqual(same);
      }),
      { numRuns: 150 },
    );
  });
});

describe('writeYaml', () => {
  test('writes what people read easily without quotes', () => {
    const plain = [
      'nginx:1.27',
      '100m',
      '1Gi',
      '5s',
      '80/TCP',
      'v1',
      'apps/v1',
      '--port=80',
      'a b',
      '$HOME',
      'straße',
      '10.0.0.1',
      '20.19.0',
    ];

    expect(writeYaml([{ plain }])).toBe(`plain:\n${plain.map((each) => `  - ${each}\n`).join('')}`);
  });

  test('keeps documents apart', () => {
    const documents = [{ a: 'x\n\n' }, [], {}, ['b'], 'c'];

    const read = parseAllDocuments(writeYaml(documents));

    expect(Array.isArray(read) && read.map((each): unknown => each.toJS())).toEqual(documents);
  });

  test('leaves out what JSON leaves out', () => {
    expect(writeYaml([{ a: undefined, b: { c: undefined } }])).toBe('b: {}\n');
  });

  /** The same texts are read by Go: `test/truth/verify.yaml.mjs`. `UPDATE_FIXTURES=1` stores them anew. */
  test('writes the texts that Go has read', () => {
    const path = new URL('../../truth/yaml/written.json', import.meta.url);
    const values = AMBIGUOUS.map(wellFormed)
      .flatMap(shapes)
      .concat([{ n: [1e21, 5e-324, 0.1, -1.5, 123456789012] }]);
    const written = values.map((value) => JSON.stringify({ value, text: writeYaml([value]) }));
    const text = `[\n${written.join(',\n')}\n]\n`;
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(path, text);

    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
