import { describe, expect, test } from 'vitest';
import { nativeValue } from '../../../core/katalog/check/plain-value.ts';
import { fixUnescapedQuotes } from '../../../core/katalog/index.ts';
import { formatProblem, ProblemList } from '../../../core/katalog/problem.ts';
import { readDocuments } from '../../../core/katalog/source/read-documents.ts';

function read(text: string): { readonly values: unknown[]; readonly problems: string[] } {
  const problems = new ProblemList();
  const documents = readDocuments({ file: 'k.yaml', text }, problems);
  return {
    values: documents.map(({ root }) => nativeValue(root)),
    problems: problems.sorted().map(formatProblem),
  };
}

describe('readDocuments', () => {
  test('reads several documents of one file and leaves out empty ones', () => {
    expect(read('---\n# nothing\n---\na: 1\n---\nb: [x, "2"]\n')).toEqual({
      values: [{ a: 1 }, { b: ['x', '2'] }],
      problems: [],
    });
  });

  test('reads JSON', () => {
    expect(read('{"a": {"b": [true, null]}}').values).toEqual([{ a: { b: [true, null] } }]);
  });

  test('resolves anchors, aliases and merge keys, own keys first', () => {
    const text = 'base: &b { x: 1, y: 2 }\nuse: { <<: *b, y: 3 }\nlist: [*b]\n';

    expect(read(text).values).toEqual([
      { base: { x: 1, y: 2 }, use: { x: 1, y: 3 }, list: [{ x: 1, y: 2 }] },
    ]);
  });

  test('a key named __proto__ is data', () => {
    const [value] = read('__proto__: { polluted: true }').values;

    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([
    { name: 'an empty file', text: ' \n', problem: 'k.yaml:1:1: error ORK1001: the file is empty' },
    {
      name: 'a binary file',
      text: 'a\0b',
      problem:
        'k.yaml:1:2: error ORK1002: the file is not text: it holds the control character \\x00, expected YAML or JSON in UTF-8',
    },
    {
      name: 'a file of five million characters',
      text: 'a'.repeat(5_000_000),
      problem:
        'k.yaml:1:1: error ORK1003: the file holds 5000000 characters, at most 4194304 are read',
    },
    {
      name: 'a non-breaking space as indent, before the line that no longer fits',
      text: 'x:\n\u00A0\u00A0a: 1\n  b: 2\n',
      problem:
        'k.yaml:2:1: error ORK1004: not YAML: a non-breaking space (U+00A0) stands where spaces indent',
    },
    {
      name: 'a non-breaking space among spaces, which is YAML with another key',
      text: 'x:\n  a: 1\n  \u00A0b: 2\n',
      problem:
        'k.yaml:3:3: error ORK1004: not YAML: a non-breaking space (U+00A0) stands where spaces indent',
    },
    {
      name: 'a non-breaking space after a dash',
      text: 'x:\n  - a: 1\n  - \u00A0b: 2\n',
      problem:
        'k.yaml:3:5: error ORK1004: not YAML: a non-breaking space (U+00A0) stands where spaces indent',
    },
    {
      name: 'an ideographic space before a comment',
      text: 'x: 1\n\u3000# note\n',
      problem:
        'k.yaml:2:1: error ORK1004: not YAML: a character that only looks like a space (U+3000) stands where spaces indent',
    },
    {
      name: 'a duplicate key',
      text: 'a: 1\nb: 2\na: 3\n',
      problem: 'k.yaml:3:1: error ORK1005: key a stands twice in one map',
    },
    {
      name: 'a tab as indent',
      text: 'a:\n\tb: 1\n',
      problem: 'k.yaml:2:1: error ORK1004: not YAML: a tab stands where spaces indent',
    },
    {
      name: 'an alias without anchor',
      text: 'a: *nope\n',
      problem: 'k.yaml:1:4: error ORK1007: alias *nope has no anchor before it',
    },
    {
      name: 'a key that is a list',
      text: '? [a]\n: 1\n',
      problem: 'k.yaml:1:3: error ORK1007: a key must be a text',
    },
  ])('$name is told with its place', ({ text, problem }) => {
    const { values, problems } = read(text);

    expect(values).toEqual([]);
    expect(problems).toContain(problem);
  });

  test('blanks of all kinds may stand in texts', () => {
    const text = 'a: |\n  x\n  \u00A0y\nb: "x\n  \u00A0y"\nc: \u00A0\n';

    expect(read(text)).toEqual({
      values: [{ a: 'x\n\u00A0y\n', b: 'x \u00A0y', c: '\u00A0' }],
      problems: [],
    });
  });

  test('an alias bomb is refused before it is expanded', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(10).fill(inner).join(', ')}]`;
    });

    expect(read(levels.join('\n')).problems).toEqual([
      expect.stringContaining('error ORK1006: more than 100000 values'),
    ]);
  });

  test('nesting without end is refused', () => {
    expect(read('['.repeat(100) + ']'.repeat(100)).problems).toEqual([
      'k.yaml:1:65: error ORK1006: nested deeper than 64 levels',
    ]);
    expect(read('['.repeat(200_000)).problems).toEqual([
      expect.stringContaining('nested deeper than'),
    ]);
  });
});

const README_LINE = `value: "{{ get .children.deployment "status" "readyReplicas" }}"`;

describe('unescaped quotes inside a double-quoted template', () => {
  test('are read as meant, with a warning that shows the right spelling', () => {
    const { values, problems } = read(`a: 1\n${README_LINE}\n`);

    expect(values).toEqual([
      { a: 1, value: '{{ get .children.deployment "status" "readyReplicas" }}' },
    ]);
    expect(problems).toEqual([
      String.raw`k.yaml:2:8: warning ORK1010: quotes inside a double-quoted template must be escaped: write "{{ get .children.deployment \"status\" \"readyReplicas\" }}"`,
    ]);
  });

  test('keep their columns in later problems of the line', () => {
    const text = `a: "{{ f "x" }}" # note\nb: *none\n`;

    expect(read(text).problems.at(-1)).toContain('k.yaml:2:4: error ORK1007');
  });

  test.each([
    { name: 'a list item', text: '- "{{ f "x" }}"', fixed: String.raw`- "{{ f \"x\" }}"` },
    {
      name: 'a backslash of the template',
      text: 'a: "{{ printf "%s\\n" .x }}"',
      fixed: String.raw`a: "{{ printf \"%s\\n\" .x }}"`,
    },
    {
      name: 'a quote of the template that is escaped',
      text: String.raw`a: "{{ f "x\"y" }}"`,
      fixed: String.raw`a: "{{ f \"x\\\"y\" }}"`,
    },
    {
      name: 'two actions of one value',
      text: 'a: "{{ f "x" }}-{{ g "y" }}"   # why',
      fixed: String.raw`a: "{{ f \"x\" }}-{{ g \"y\" }}"   # why`,
    },
    { name: 'a Windows line end', text: 'a: "{{ f "x" }}"\r\n', fixed: 'a: "{{ f \\"x\\" }}"\r\n' },
    { name: 'a quoted key', text: '"k": "{{ f "x" }}"', fixed: String.raw`"k": "{{ f \"x\" }}"` },
  ])('are fixed in $name, every other byte left alone', ({ text, fixed }) => {
    const around = `# {{ "kept" }}\nz:   [1,2]\n`;
    const whole = text.startsWith('-') ? `${text}\n` : `${around}${text}`;

    expect(fixUnescapedQuotes(whole)).toBe(whole.replace(text, fixed));
  });

  test.each([
    { name: 'escaped quotes', text: String.raw`a: "{{ f \"x\" }}"` },
    { name: 'single quotes around', text: `a: '{{ f "x" }}'` },
    { name: 'a block scalar', text: `a: |\n  v: "{{ f "x" }}"\n` },
    { name: 'text that is broken otherwise', text: 'a: "{{ f\nb: [' },
  ])('$name: nothing is changed', ({ text }) => {
    expect(fixUnescapedQuotes(text)).toBe(text);
  });
});
