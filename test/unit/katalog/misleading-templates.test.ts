import { describe, expect, test } from 'vitest';
import { image, toldOf } from './told-of.ts';

/** As shells write it. */
const VARIABLE = ['$', '{IMAGE}'].join('');

interface Row {
  readonly written: string;
  readonly told: readonly string[];
}

const QUOTING: readonly Row[] = [
  {
    written: image('{{ .spec.image }}'),
    told: ['error ORK1004: a template must stand in quotes: write "{{ .spec.image }}"'],
  },
  {
    written: 'deployments:\n  - image: {{ .spec.image }}:{{ .spec.tag }}',
    told: [
      'error ORK1004: a template must stand in quotes: write "{{ .spec.image }}:{{ .spec.tag }}"',
    ],
  },
  {
    written: 'deployments:\n  - image: {% spec.image %}',
    told: ['error ORK1004: a template must stand in quotes: write "{% spec.image %}"'],
  },
  {
    written: 'deployments:\n  - image: nginx\n    args:\n      - {{ default "x" .spec.a }}',
    told: [`error ORK1004: a template must stand in quotes: write '{{ default "x" .spec.a }}'`],
  },
  {
    written: 'cronJobs:\n  - image: nginx\n    schedule: */5 * * * *',
    told: ['error ORK1004: a text that begins with * must stand in quotes: write "*/5 * * * *"'],
  },
];

const SYNTAX: readonly Row[] = [
  {
    written: image(`"{{ .spec.x | default 'nginx' }}"`),
    told: [
      'error ORK1401: malformed character constant: \'nginx\': single quotes hold one character, write \\"nginx\\" or `nginx` for a text',
    ],
  },
  {
    written: image('"{{ if .spec.image }}x"'),
    told: ['error ORK1401: unexpected EOF: {{ end }} is missing for {{ if .spec.image }}'],
  },
  {
    written: image('"{{ range .spec.a }}{{ if . }}x{{ end }}"'),
    told: ['error ORK1401: unexpected EOF: {{ end }} is missing for {{ range .spec.a }}'],
  },
  {
    written: image('"{{ .spec.image }}{{ end }}"'),
    told: [
      'error ORK1401: unexpected {{end}}: no {{ if }}, {{ with }} or {{ range }} is open here',
    ],
  },
  {
    written: image('"{{ .spec.image }"'),
    told: ['error ORK1401: unexpected "}" in operand: the action closes with two: }}'],
  },
  {
    written: image('"{{ .spec.image"'),
    told: ['error ORK1401: unclosed action: the closing }} is missing'],
  },
  {
    written: image('"{{ default “x” .spec.image }}"'),
    told: [
      "error ORK1401: unrecognized character in action: U+201C '“': typographic quotes, write \\\" or `",
    ],
  },
  {
    written: image('"{{ if .spec.a == .spec.b }}x{{ end }}"'),
    told: ['error ORK1401: unexpected "=" in operand: write eq .a .b'],
  },
  {
    written: image('"{{ if .spec.a && .spec.b }}x{{ end }}"'),
    told: ['error ORK1401: unexpected "&" in operand: write and .a .b'],
  },
  {
    written: image('"{{ .spec.list[0] }}"'),
    told: ["error ORK1401: bad character U+005B '[': write index .list 0"],
  },
  {
    written: image('"{% spec.image }"'),
    told: ['error ORK1401: unclosed {%, expected %} at the end of the value'],
  },
  {
    written: image('"{% spec.image"'),
    told: ['error ORK1401: unclosed {%, expected %} at the end of the value'],
  },
  {
    written: image('"{{ spec.image }}"'),
    told: ['error ORK1401: wrong number of args for spec: want 1 got 0, did you mean .spec.image?'],
  },
  {
    written: image('"{{ name }}"'),
    told: [
      'error ORK1401: wrong number of args for name: want 1 got 0, did you mean .metadata.name?',
    ],
  },
  {
    written: image('"{{ toUpper .spec.a .spec.b }}"'),
    told: ['error ORK1401: wrong number of args for toUpper: want 1 got 2'],
  },
  {
    written: image('"{% $toUpper(spec.a, spec.b) %}"'),
    told: ['error ORK1401: wrong number of args for $toUpper: want 1 got 2'],
  },
];

const LITERALS: readonly Row[] = [
  {
    written: 'deployments: [{ image: nginx, name: a, labels: { a: "{ .spec.image }" } }]',
    told: [
      'warning ORK1407: "{ .spec.image }" is taken as it is: a template has two braces: "{{ .spec.image }}"',
      'error ORK1203: labels.a "{ .spec.image }" is not a label value: letters, digits, "-", "_" and ".", at most 63 characters',
    ],
  },
  {
    written: image(`"${VARIABLE}"`),
    told: [
      `error ORK1203: image "${VARIABLE}" is not an image reference: invalid reference format`,
      `warning ORK1407: "${VARIABLE}" is taken as it is: variables are not replaced here`,
    ],
  },
  {
    written: 'deployments: [{ image: nginx, env: { A: ".spec.image" } }]',
    told: [
      'warning ORK1407: ".spec.image" is taken as it is: a template has two braces: "{{ .spec.image }}"',
    ],
  },
  {
    written: 'deployments: [{ image: nginx, env: { A: “x” } }]',
    told: ['warning ORK1407: "“x”" is taken as it is: typographic quotes are part of the text'],
  },
];

describe('what is written like something else is told with what to write', () => {
  test.each([...QUOTING, ...SYNTAX, ...LITERALS])('$written', async ({ written, told }) => {
    expect([...(await toldOf(written))].sort()).toEqual([...told].sort());
  });
});

describe('texts that only look alike are taken', () => {
  test.each([
    {
      written: 'configMaps: [{ data: { log: "{%s}", jinja: "{ .spec.image }", sh: "$IMAGE" } }]',
    },
    { written: 'deployments: [{ image: nginx, args: ["$(IMAGE)", "$IMAGE", "{.spec.image}"] }]' },
    {
      written: 'deployments: [{ image: nginx, env: { A: "$(a)-x", B: "$5", C: "{x}", D: "80%" } }]',
    },
    { written: image('"{{ .spec.image }}"') },
    { written: image('"{{ `{% x` }}"') },
  ])('$written', async ({ written }) => {
    expect(await toldOf(written)).toEqual([]);
  });
});

describe('functions of Helm and Sprig are told with what does it here', () => {
  test.each([
    ['b64enc', 'did you mean toBase64?'],
    ['upper', 'did you mean toUpper?'],
    ['toYaml', 'did you mean toJson?'],
    ['randAlphaNum', 'did you mean randomAlphanumeric?'],
    ['quote', 'a value needs no quotes'],
    ['required', 'what must be there is said by the schema of the CRD, or by validation.rules'],
    ['dict', 'JSONata makes maps'],
    ['nindent', 'write the list or map as YAML, its values may be templates'],
    ['now', 'timeSince'],
    ['lookup', 'children has those of this custom resource'],
    ['include', 'notes.functions'],
    ['tpl', 'never run as a template'],
    ['uuidv4', '.metadata.uid'],
  ])('%s', async (name, advice) => {
    const isOfJsonata = name === 'now' || name === 'lookup';
    const [template] = await toldOf(image(`"{{ .spec.image | ${name} }}"`));
    const [jsonata = ''] = await toldOf(image(`"{% $${name}(spec.image) %}"`));

    expect(template).toContain(`error ORK1404: function "${name}" not defined`);
    expect(template).toContain(advice);
    if (isOfJsonata) return;
    expect(jsonata).toContain(`function "$${name}" is not defined`);
    expect(jsonata).toContain(advice.replace('mean ', 'mean $'));
  });
});
