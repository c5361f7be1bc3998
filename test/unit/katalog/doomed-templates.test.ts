import { describe, expect, test } from 'vitest';
import { image, toldOf } from './told-of.ts';

const sum = (action: string): string => `deployments: [{ image: a, replicas: '{{ ${action} }}' }]`;
const env = (...values: readonly string[]): string =>
  `deployments: [{ image: a, env: { ${values.map((value, index) => `E${index}: '${value}'`).join(', ')} } }]`;

describe('a template that fails whenever it is reached is refused', () => {
  test.each([
    ['{{ template "nope" . }}', 'template "nope" not defined: each text has templates of its own'],
    ['{{ if .spec.a }}{{ template "nope" }}{{ end }}', 'template "nope" not defined'],
    ['{{ printf }}', 'wrong number of args for printf: want at least 1 got 0'],
    ['{{ eq .spec.a }}', 'wrong number of args for eq: want at least 2 got 1'],
    ['{{ .spec.a | eq }}', 'wrong number of args for eq: want at least 2 got 1'],
    ['{{ lt .spec.a }}', 'wrong number of args for lt: want 2 got 1'],
    ['{{ not }}', 'wrong number of args for not: want 1 got 0'],
    ['{{ not .spec.a .spec.b }}', 'wrong number of args for not: want 1 got 2'],
    ['{{ and }}', 'wrong number of args for and: want at least 1 got 0'],
    ['{{ index }}', 'wrong number of args for index: want at least 1 got 0'],
    ['{{ printf 5 }}', 'expected string; found 5'],
    ['{{ call .spec.a }}', 'call has nothing to call'],
    ['{{ nil }}', 'nil is not a command: nil can only be an argument'],
    ['{{ nil | printf "%v" }}', 'nil is not a command'],
    ['{{ .spec.image "x" }}', 'image is no function but has arguments'],
    ['{{ "x" | .spec.image }}', 'image is no function but has arguments'],
    ['{{ "a" "b" }}', '"a" is no function but has arguments'],
    ['{{ $x := .spec.a }}{{ $x "b" }}', '$x is no function but has arguments'],
    ['{{ if eq 1 "a" }}x{{ end }}y', 'incompatible types for comparison'],
    ['{{ index "abc" 10 }}', 'index out of range: 10'],
    ['{{ range "abc" }}x{{ end }}', "range can't iterate over abc"],
  ])('%s', async (written, told) => {
    const [only = '', ...more] = await toldOf(image(`'${written.replaceAll("'", "''")}'`));

    expect(more).toEqual([]);
    expect(only).toContain('error ORK1401');
    expect(only).toContain(told);
  });

  test.each([
    '{{ define "a" }}x{{ end }}{{ template "a" . }}',
    '{{ block "a" . }}x{{ end }}',
    '{{ html }}a',
    '{{ index .spec.list }}',
    '{{ eq .spec.a nil }}',
    '{{ printf "%s-%d" .spec.a 5 }}',
    '{{ or .spec.a "b" }}',
    '{{ (index .spec.list 0).name }}',
    '{{ range $i, $e := .spec.list }}{{ $e.name }}{{ end }}',
    '{{ with .spec.a }}{{ .b }}{{ end }}',
    '{{ .metadata.name | printf "%s-x" | toUpper }}',
  ])('others are taken: %s', async (written) => {
    expect(await toldOf(`configMaps: [{ name: a, data: { a: '${written}' } }]`)).toEqual([]);
  });
});

describe('sums are told with what computes', () => {
  test.each([
    ['.spec.a + 1', 'write add .spec.a 1, or "{% spec.a + 1 %}"'],
    ['.spec.a - 1', 'write sub .spec.a 1, or "{% spec.a - 1 %}"'],
    ['.spec.a -1', 'write sub .spec.a 1, or "{% spec.a - 1 %}"'],
    ['.spec.a * .spec.b', 'write mul .spec.a .spec.b, or "{% spec.a * spec.b %}"'],
    ['.spec.a / 2', 'write div .spec.a 2, or "{% spec.a / 2 %}"'],
    ['.spec.a % 2', 'write mod .spec.a 2, or "{% spec.a % 2 %}"'],
    ['max .spec.a + 1', 'write add .a .b'],
  ])('%s', async (written, told) => {
    expect(await toldOf(sum(written))).toEqual([expect.stringContaining(told)]);
  });
});

describe('a text without quotes among arguments is told', () => {
  test.each([
    ['{{ default nginx .spec.image }}', 'nginx'],
    ['{{ .spec.image | default nginx }}', 'nginx'],
    ['{{ .spec.image | default nginx:1.25 }}', 'nginx:1.25'],
    ['{{ if eq .spec.tier gold }}x{{ end }}', 'gold'],
  ])('%s', async (written, word) => {
    const [name] = word.split(':');

    expect(await toldOf(image(`"${written}"`))).toEqual([
      `error ORK1404: function "${name}" not defined: a text stands in quotes: \\"${word}\\" or \`${word}\``,
    ]);
  });

  test('a command is none', async () => {
    expect(await toldOf(image('"{{ foo .spec.image }}"'))).toEqual([
      'error ORK1404: function "foo" not defined',
    ]);
  });
});

describe('all faults are told at once', () => {
  test.each([
    ['in one map', env('{{ foo }}', '{{ .Values.x }}'), ['"foo" not defined', 'no Values']],
    ['in one text', env('{{ foo }}{{ bar }}{{ .Values.x }}'), ['"foo"', '"bar"', 'no Values']],
    ['of two calls', env('{{ not }}{{ printf }}'), ['args for not', 'args for printf']],
    ['of two languages', env('{% $foo(a) %}', '{{ nil }}'), ['$foo', 'nil is not a command']],
    [
      'in two entries',
      'deployments: [{ image: "{{ foo }}" }]\nservices: [{ port: "{{ bar }}" }]',
      ['"foo"', '"bar"'],
    ],
    [
      'in conditions',
      'configMaps: [{ name: a, data: { a: b }, when: [{ field: "{{ foo }}{{ bar }}", equals: "{{ .Values.x }}" }] }]',
      ['"foo"', '"bar"', 'no Values'],
    ],
  ])('%s', async (_, written, parts) => {
    const told = await toldOf(written);

    expect(told).toHaveLength(parts.length);
    for (const part of parts) expect(told.join('\n')).toContain(part);
  });
});

describe('roots of Helm are told with what has it here', () => {
  test.each([
    ['.Values.image', 'there is no Values to read, did you mean spec.image?'],
    ['.Values.image.tag', 'there is no Values to read, did you mean spec.image.tag?'],
    ['.Release.Name', 'there is no Release to read, did you mean metadata.name?'],
    ['.Release.Namespace', 'there is no Release to read, did you mean metadata.namespace?'],
    ['.Release.IsUpgrade', 'there is no Release to read: custom resources have no releases'],
    ['.Chart.Version', 'there is no Chart to read: a Katalog is no chart: write the value itself'],
    [
      '.Capabilities.KubeVersion',
      'there is no Capabilities to read: what the cluster can do cannot be asked',
    ],
    ['.Files.conf', 'there is no Files to read: files cannot be read'],
  ])('%s', async (path, told) => {
    const [template, ...more] = await toldOf(image(`"{{ ${path} }}"`));
    const [jsonata] = await toldOf(image(`"{% ${path.slice(1)} %}"`));

    expect(more).toEqual([]);
    expect(template).toContain(`error ORK1403: ${told}`);
    expect(jsonata).toContain(`error ORK1403: ${told}`);
  });
});
