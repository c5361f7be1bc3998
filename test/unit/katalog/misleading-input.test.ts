import { describe, expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

/** What is told of a Katalog whose `onReconcile` is the text given; the file name and place left out. */
async function toldOf(block: string): Promise<readonly string[]> {
  return toldOfText(`apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: website }
spec:
  crds:
    website:
      apiTypes: { group: example.org, version: v1, kind: Website, plural: websites }
      operatorBox:
        onReconcile:
${block.replaceAll(/^/gm, '          ')}
`);
}

async function toldOfText(text: string): Promise<readonly string[]> {
  const { problems } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: [aKubernetesProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5, clusterName: 'test' },
  });
  return problems.map((problem) => formatProblem(problem).replace(/^[^ ]+ /, ''));
}

/** As shells write it. */
const VARIABLE = ['$', '{IMAGE}'].join('');

const image = (value: string): string => `deployments: [{ image: ${value} }]`;

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

describe('words of other tools', () => {
  const entry = (rest: string): string => `configMaps: [{ name: a, data: { a: b }, ${rest} }]`;

  test.each([
    ['when: [{ field: spec.x, operator: "==", value: y }]', 'did you mean equals?'],
    ['when: [{ field: spec.x, operator: "!=", value: y }]', 'did you mean notEquals?'],
    ['when: [{ field: spec.x, operator: ">=", value: "1" }]', 'did you mean gte?'],
    ['when: [{ field: spec.x, operator: startsWith, value: y }]', 'did you mean prefix?'],
    ['if: [{ field: spec.x, equals: y }]', 'unknown field if, did you mean when?'],
    ['unless: [{ field: spec.x, equals: y }]', 'did you mean when with negate: true?'],
    ['loop: spec.items', 'unknown field loop, did you mean forEach?'],
    ['forEach: spec.items', 'expected a map: write { field: spec.items }'],
    ['forEach: "{{ .spec.items }}"', 'expected a map: write { field: spec.items }'],
    ['forEach: [a, b]', 'expected a map: write { field: spec.items }'],
    ['when: [{ expr: "spec.x == 1" }]', 'write a = b'],
    ['when: [{ expr: "{% spec.x = 1 %}" }]', 'JSONata stands here without {% and %}'],
  ])('%s', async (written, advice) => {
    expect((await toldOf(entry(written))).join('\n')).toContain(advice);
  });
});

describe('two entries of one name in one block', () => {
  const CLASH =
    /ORK1507: onReconcile\.services\[1\] names the same object as onReconcile\.services\[0\]/;
  const pair = (first: string, second: string): string =>
    `services:\n  - { name: a, port: 80${first} }\n  - { name: a, port: 81${second} }`;
  const when = (...conditions: readonly string[]): string =>
    `, when: [${conditions.map((each) => `{ ${each} }`).join(', ')}]`;
  const A = when('field: spec.a, equals: x');

  test.each([
    ['without conditions', pair('', '')],
    ['with the same conditions', pair(A, A)],
  ])('are an error %s', async (_, written) => {
    const told = await toldOf(written);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^error/);
    expect(told[0]).toMatch(CLASH);
  });

  test.each([
    [
      'a short form and custom',
      `services: [{ name: a, port: 80 }]
custom: [{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: {} }]`,
    ],
    [
      'custom of two versions',
      `custom:
  - { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a }, spec: {} }
  - { apiVersion: apps/v1beta2, kind: DaemonSet, metadata: { name: a }, spec: {} }`,
    ],
    [
      'templates spaced otherwise',
      `configMaps:
  - { name: "{{ .metadata.name }}-a", data: { a: b } }
  - { name: "{{.metadata.name}}-a", data: { a: c } }`,
    ],
    [
      'a namespace that is the default',
      `configMaps:
  - { name: a, data: { a: b } }
  - { name: a, namespace: "{{ .metadata.namespace }}", data: { a: c } }`,
    ],
  ])('are found with %s', async (_, written) => {
    expect((await toldOf(written)).filter((each) => each.includes('ORK1507'))).toHaveLength(1);
  });

  test.each([
    [
      'of one name but another group',
      `services: [{ name: a, port: 80 }]
custom: [{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: a }, spec: {} }]`,
    ],
    [
      'in two namespaces',
      `configMaps:
  - { name: a, namespace: n, data: { a: b } }
  - { name: a, namespace: m, data: { a: c } }`,
    ],
    [
      'whose texts in templates differ in blanks',
      `configMaps:
  - { name: '{{ printf "a %s" .spec.a }}', data: { a: b } }
  - { name: '{{ printf "a  %s" .spec.a }}', data: { a: c } }`,
    ],
    ['with default names of their kinds', 'serviceAccounts: [{}]\ndeployments: [{ image: a }]'],
  ])('are two objects %s', async (_, written) => {
    expect((await toldOf(written)).filter((each) => each.includes('ORK1507'))).toEqual([]);
  });

  test.each([
    ['other values', pair(A, when('field: spec.a, equals: y'))],
    ['a value and not that value', pair(A, when('field: spec.a, notEquals: x'))],
    ['the same path as a template', pair(A, when('field: "{{ .spec.a }}", equals: y'))],
    ['a value and none', pair(A, when('field: spec.a, operator: notExists'))],
    [
      'there and not there',
      pair(when('field: spec.a, exists: true'), when('field: spec.a, exists: false')),
    ],
    [
      'ranges apart',
      pair(when('field: spec.n, greaterThan: 3'), when('field: spec.n, lessThanOrEqual: 3')),
    ],
    ['lists apart', pair(when('field: spec.a, in: "x,y"'), when('field: spec.a, notIn: "x, y"'))],
    [
      'an expression and its opposite',
      pair(when('expr: spec.n > 3'), when('expr: $not(spec.n > 3)')),
    ],
    [
      'one of several conditions',
      pair(
        when('field: spec.b, equals: z', 'field: spec.a, equals: x'),
        when('field: spec.a, equals: y'),
      ),
    ],
    [
      'alternatives that all differ',
      pair(A, ', or: [{ field: spec.a, equals: y }, { field: spec.a, equals: z }]'),
    ],
  ])('are taken when their conditions exclude each other: %s', async (_, written) => {
    expect(await toldOf(written)).toEqual([]);
  });

  test.each([
    ['one without conditions', pair('', A)],
    ['conditions on other fields', pair(A, when('field: spec.b, equals: y'))],
    ['values that are templates', pair(A, when('field: spec.a, equals: "{{ .spec.b }}"'))],
    [
      'ranges that meet',
      pair(when('field: spec.n, greaterThanOrEqual: 3'), when('field: spec.n, lessThanOrEqual: 3')),
    ],
    [
      'one alternative that may hold too',
      pair(A, ', or: [{ field: spec.a, equals: y }, { field: spec.b, equals: z }]'),
    ],
  ])('are a warning where nothing is certain: %s', async (_, written) => {
    const told = await toldOf(written);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^warning/);
    expect(told[0]).toMatch(CLASH);
  });
});

describe('a name that is one letter away from that of an entry is doubted', () => {
  const MADE = `secrets: [{ name: database, data: { a: b } }]
configMaps: [{ name: settings, data: { a: b } }]
serviceAccounts: [{ name: "{{ .metadata.name }}-runner" }]
services: [{ name: frontend, port: 80 }]
persistentVolumeClaims: [{ name: storage, storage: 1Gi }]
`;

  test.each([
    [
      'deployments: [{ image: a, serviceAccountName: "{{ .metadata.name }}-runer" }]',
      'serviceAccounts',
    ],
    ['deployments: [{ image: a, imagePullSecrets: [databse] }]', 'secrets'],
    ['deployments: [{ image: a, envFrom: { secretRef: [databsae] } }]', 'secrets'],
    ['deployments: [{ image: a, envFrom: [{ configMapRef: { name: setting } }] }]', 'configMaps'],
    [
      'deployments: [{ image: a, env: { A: { secretKeyRef: { name: databas, key: a } } } }]',
      'secrets',
    ],
    [
      'deployments: [{ image: a, env: [{ name: A, valueFrom: { configMapKeyRef: { name: setings, key: a } } }] }]',
      'configMaps',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, secret: { secretName: databaze } }] }]',
      'secrets',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, persistentVolumeClaim: { claimName: storrage } }] }]',
      'persistentVolumeClaims',
    ],
    ['statefulSets: [{ image: a, name: web, serviceName: fronted }]', 'services'],
    ['ingresses: [{ serviceName: front-end, servicePort: 80 }]', 'services'],
  ])('%s', async (written, kind) => {
    const told = await toldOf(`${MADE}${written}`);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      new RegExp(`^warning ORK1514: no entry of ${kind} makes ".*", did you mean `),
    );
  });

  test('others, and those that differ by a digit, are taken as those of somebody else', async () => {
    const told = await toldOf(`${MADE}deployments:
  - { image: a, name: a, serviceAccountName: default, imagePullSecrets: [registry, database, database2] }`);

    expect(told).toEqual([]);
  });
});

describe('documents', () => {
  const katalog = (
    head: string,
    crds = '{}',
    tail = '',
  ): string => `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: ${head}
spec: { crds: ${crds} }
${tail}`;
  const CRDS =
    '{ a: { apiTypes: { group: example.org, version: v1, kind: Website, plural: websites } } }';
  const types = (text: string): string =>
    katalog('{ name: a }', `{ a: { apiTypes: { ${text} } } }`);

  test.each([
    [
      'an empty crds',
      katalog('{ name: a }'),
      ['error ORK1202: crds is empty: a Katalog declares at least one operator'],
    ],
    [
      'a name that is none',
      katalog('{ name: Website_Operator }', CRDS),
      [
        'error ORK1505: "Website_Operator" is not a name of a Katalog, expected letters, digits, - and ., with a letter or digit at both ends, at most 253, did you mean website-operator?',
      ],
    ],
    [
      'a version without v',
      types('group: example.org, version: 1, kind: Website, plural: websites'),
      ['error ORK1203: version is "1", expected API version, e.g. v1alpha1, did you mean v1?'],
    ],
    [
      'a maturity that is none',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: experimental }'),
      [
        'error ORK1203: maturity is "experimental", expected one of alpha, beta, stable, deprecated',
      ],
    ],
    [
      'a deprecation without message',
      katalog('{ name: a }', CRDS, 'lifecycle: { deprecation: { migratedTo: b } }'),
      ['error ORK1202: message is missing'],
    ],
    [
      'a range that is none',
      katalog('{ name: a }', CRDS, 'lifecycle: { compatibility: { kubernetes: "!!!invalid" } }'),
      [
        'error ORK1203: kubernetes is "!!!invalid", expected a range of versions such as >=1.28 or ^1.2',
      ],
    ],
    [
      'days that are none, or go backwards',
      katalog(
        '{ name: a }',
        CRDS,
        'lifecycle: { deprecation: { message: x, timeline: { from: 2026-02-30, to: soon } } }',
      ),
      [
        'error ORK1203: from is "2026-02-30", expected a day such as 2026-01-31',
        'error ORK1203: to is "soon", expected a day such as 2026-01-31',
        'warning ORK1513: deprecated: x',
      ],
    ],
    [
      'accept on a Katalog',
      katalog('{ name: a }', CRDS, 'lifecycle: { accept: { patterns: [{ name: b }] } }'),
      ['error ORK1205: accept belongs to a Komposer, this is a Katalog'],
    ],
    [
      'an alpha',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: alpha }'),
      ['warning ORK1513: maturity is alpha: it may change in any way'],
    ],
    [
      'deprecated without a deprecation',
      katalog('{ name: a }', CRDS, 'lifecycle: { maturity: deprecated }'),
      ['warning ORK1513: maturity is deprecated, but there is no deprecation with a message'],
    ],
    [
      'a least maturity that is none',
      katalog('{ name: a }', CRDS, 'policy: { lifecycle: { minMaturity: deprecated } }'),
      ['error ORK1203: minMaturity is "deprecated", expected one of alpha, beta, stable'],
    ],
    [
      'an empty identity',
      katalog(
        '{ name: a }',
        CRDS,
        'publish: { signing: { verify: true, expectedIdentities: [a, ""] } }',
      ),
      ['error ORK1203: expectedIdentities[1] is "", expected a text that is not empty'],
    ],
    [
      'tests of intents without an API',
      katalog('{ name: a }', CRDS, 'publish: { tests: { intent: true } }'),
      ['error ORK1202: intent needs gateway.api.enabled: true'],
    ],
    [
      'a stable document with all there is',
      katalog(
        '{ name: a }',
        CRDS,
        'lifecycle: { maturity: stable, compatibility: { kubernetes: ">=1.28", orkestra: ^0.7 } }\npolicy: { lifecycle: { minMaturity: beta } }\npublish: { signing: { verify: true, expectedIdentities: [x] }, tests: { e2e: true } }',
      ),
      [],
    ],
  ])('%s', async (_, text, told) => {
    expect([...(await toldOfText(text))].sort()).toEqual([...told].sort());
  });
});

describe('conditions', () => {
  const entry = (conditions: string): string =>
    `configMaps: [{ name: a, data: { a: b }, when: ${conditions} }]`;

  test.each([
    ['in as a list', entry('[{ field: spec.x, in: [A, B] }]')],
    ['notIn as a list', entry('[{ field: spec.x, operator: notIn, value: [A, 2] }]')],
    ['between as a list', entry('[{ field: spec.x, between: [1, 5] }]')],
    ['a lower and an upper bound', entry('[{ field: spec.x, min: 1, max: 5 }]')],
    ['bounds in other words', entry('[{ field: spec.x, greaterThan: 1, lessThanOrEqual: 5 }]')],
  ])('are taken with %s', async (_, written) => {
    expect(await toldOf(written)).toEqual([]);
  });

  test.each([
    [
      entry('spec.x == y'),
      'error ORK1203: when is "spec.x == y", expected a list: write [{ field: spec.x, equals: y }], or { expr: "…" } with JSONata',
    ],
    [
      entry('["spec.x != y"]'),
      'error ORK1203: when[0] is "spec.x != y", expected a map: write { field: spec.x, notEquals: y }, or { expr: "…" } with JSONata',
    ],
    [
      entry('always'),
      'error ORK1203: when is "always", expected a list: write [{ field: spec.x, equals: y }], or { expr: "…" } with JSONata',
    ],
  ])('that are texts are told how they are written: %s', async (written, told) => {
    expect(await toldOf(written)).toEqual([told]);
  });
});

test('roots of Helm are told with what has it here', async () => {
  const [told] = await toldOf(image('"{{ .Values.image }}"'));

  expect(told).toBe('error ORK1403: there is no Values to read, did you mean spec?');
});

test('annotations of pods are not taken for those of the workload', async () => {
  const [told] = await toldOf('deployments: [{ image: nginx, podAnnotations: { a: b } }]');

  expect(told).toBe(
    'error ORK1204: podAnnotations is not built yet (annotations of the pods alone; labels of the entry are those of its pods too)',
  );
});
