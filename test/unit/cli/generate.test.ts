import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { type CommandWorld, commandWorld, websiteKatalog } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly Rule[];
}

interface PrintedCrd {
  readonly spec: {
    readonly versions: readonly {
      readonly additionalPrinterColumns: readonly { readonly name: string }[];
      readonly schema: {
        readonly openAPIV3Schema: {
          readonly required?: readonly string[];
          readonly properties?: Readonly<Record<string, { readonly properties: object }>>;
        };
      };
    }[];
  };
}

async function rbacOf(katalog: string, ...args: string[]): Promise<readonly Printed[]> {
  world = await commandWorld({ files: { 'katalog.yaml': katalog } });
  const { code, stderr, stdout } = await world.ork('generate', 'rbac', '-o', 'yaml', ...args);
  expect(stderr.replace(/^Roles go into .*\n/, '')).toBe('');
  expect(code).toBe(0);
  return parseAllDocuments(stdout).map((document) => document.toJS() as Printed);
}

const rulesFor = (printed: readonly Printed[], resource: string, kind?: string): readonly Rule[] =>
  printed
    .filter((each) => kind === undefined || each.kind === kind)
    .flatMap(({ rules = [] }) => rules.filter(({ resources }) => resources.includes(resource)));

describe('ork generate rbac', () => {
  test('grants what the website operator does and nothing more', async () => {
    const printed = await rbacOf(websiteKatalog(), '-n', 'operators');

    expect(printed.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['Namespace', undefined],
      ['ServiceAccount', 'operators'],
      ['ClusterRole', undefined],
      ['ClusterRoleBinding', undefined],
      ['Role', 'operators'],
      ['RoleBinding', 'operators'],
    ]);
    const read = ['get', 'list', 'watch'];
    expect(rulesFor(printed, 'websites')).toEqual([
      { apiGroups: ['demo.orkestra.io'], resources: ['websites'], verbs: read },
    ]);
    expect(rulesFor(printed, 'websites/status').map(({ verbs }) => verbs)).toEqual([['patch']]);
    expect(rulesFor(printed, 'websites/finalizers').map(({ verbs }) => verbs)).toEqual([
      ['update'],
    ]);
    expect(rulesFor(printed, 'deployments').map(({ verbs }) => verbs)).toEqual([
      [...read, 'create', 'patch', 'delete'],
    ]);
    expect(rulesFor(printed, 'secrets')).toEqual([]);
    expect(rulesFor(printed, 'leases', 'ClusterRole')).toEqual([]);
    expect(rulesFor(printed, 'leases', 'Role')).toContainEqual(
      expect.objectContaining({ resourceNames: [expect.stringMatching(/^orkestra-/)] }),
    );
  });

  test('lets events be listed only where the endpoint that shows them is open', async () => {
    const closed = websiteKatalog((text) =>
      text.replace('      operatorBox:', '      endpoints: { info: false }\n      operatorBox:'),
    );

    const [open, without] = [await rbacOf(websiteKatalog()), await rbacOf(closed)];

    const verbs = [open, without].map((printed) =>
      rulesFor(printed, 'events').flatMap((rule) => rule.verbs),
    );
    expect(verbs).toEqual([
      ['list', 'create', 'patch'],
      ['create', 'patch'],
    ]);
  });

  test('refuses what cannot be a namespace', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr } = await world.ork('generate', 'rbac', '-n', 'Not_One', '-o', 'yaml');

    expect(code).toBe(64);
    expect(stderr).toContain('--namespace is "Not_One", expected the name of a namespace');
  });

  test('is the same every time', async () => {
    const first = await rbacOf(websiteKatalog());
    await world?.remove();

    expect(await rbacOf(websiteKatalog())).toEqual(first);
  });

  test('lets the custom resource be patched only where the Katalog changes it', async () => {
    const labelled = websiteKatalog((text) =>
      text.replace('      operatorBox:', '      labels: { team: web }\n      operatorBox:'),
    );

    const printed = await rbacOf(labelled);

    expect(rulesFor(printed, 'websites').map(({ verbs }) => verbs)).toEqual([
      ['get', 'list', 'watch', 'patch'],
    ]);
  });

  test.each([
    { tls: '{ create: true }', isGranted: true },
    { tls: '{ create: "{{ .spec.tls }}" }', isGranted: true },
    { tls: '{ create: false, secretName: a }', isGranted: false },
  ])('grants Secrets for an Ingress with tls $tls: $isGranted', async ({ tls, isGranted }) => {
    const katalog = websiteKatalog(
      (text) =>
        `${text}          ingresses:\n            - { host: a.example.com, serviceName: a, servicePort: 80, tls: ${tls}, reconcile: true }\n`,
    );

    const printed = await rbacOf(katalog);

    expect(rulesFor(printed, 'secrets').length > 0).toBe(isGranted);
  });

  test('confines everything to the one namespace that is watched', async () => {
    const confined = websiteKatalog((text) =>
      text.replace('      operatorBox:', '      namespace: sites\n      operatorBox:'),
    );

    const printed = await rbacOf(confined, '-n', 'operators');

    expect(printed.some(({ kind }) => kind === 'ClusterRole')).toBe(false);
    expect(
      printed.filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata.namespace),
    ).toEqual(['operators', 'sites']);
  });

  test('writes only in a closed list of namespaces', async () => {
    const closed = websiteKatalog((text) =>
      text.replace(
        '      operatorBox:',
        '      allowedNamespaces: [blue, green]\n      operatorBox:',
      ),
    );

    const printed = await rbacOf(closed, '-n', 'operators');

    const verbs = new Set(
      rulesFor(printed, 'deployments', 'ClusterRole').flatMap((rule) => rule.verbs),
    );
    expect([...verbs]).toEqual(['get', 'list', 'watch']);
    expect(rulesFor(printed, 'deployments', 'Role').map((rule) => rule.verbs)).toEqual([
      ['create', 'patch', 'delete'],
      ['create', 'patch', 'delete'],
    ]);
  });

  test('writes children that stand elsewhere only in a closed list of namespaces', async () => {
    const closed = websiteKatalog((text) =>
      text
        .replace('      operatorBox:', '      allowedNamespaces: [blue]\n      operatorBox:')
        .replace(
          '              image:',
          '              namespace: "{{ .spec.team }}"\n              image:',
        ),
    );

    const printed = await rbacOf(closed, '-n', 'operators');

    const written = printed.filter((each) =>
      rulesFor([each], 'deployments').some(({ verbs }) => verbs.includes('patch')),
    );
    expect(written.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['Role', 'blue'],
    ]);
  });

  test('gives no Role for what is in no namespace', async () => {
    const cluster = websiteKatalog((text) =>
      text
        .replace(
          '      operatorBox:',
          '      namespaced: false\n      allowedNamespaces: [blue]\n      operatorBox:',
        )
        .replaceAll('metadata.name }}"', 'metadata.name }}"\n              namespace: blue'),
    );

    const printed = await rbacOf(cluster, '-n', 'operators');

    expect(rulesFor(printed, 'websites/status', 'Role')).toEqual([]);
    expect(rulesFor(printed, 'websites/status', 'ClusterRole')).not.toEqual([]);
    expect(rulesFor(printed, 'deployments', 'Role')).not.toEqual([]);
  });

  test('refuses to guess the plural of a custom child, and takes it from a manifest beside', async () => {
    const custom = websiteKatalog((text) =>
      text.replace(
        '          services:',
        '          custom:\n            - apiVersion: cert.test/v1\n              kind: Certificate\n              metadata: { name: x }\n          services:',
      ),
    );
    const crd = JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'certificatae.cert.test' },
      spec: {
        group: 'cert.test',
        scope: 'Namespaced',
        names: { kind: 'Certificate', plural: 'certificatae' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object' } },
          },
        ],
      },
    });
    world = await commandWorld({
      files: { 'a/katalog.yaml': custom, 'b/katalog.yaml': custom, 'b/crds.yaml': crd },
    });

    const without = await world.ork('generate', 'rbac', '-k', 'a', '-o', 'yaml');
    const beside = await world.ork('generate', 'rbac', '-k', 'b', '-o', 'yaml');

    expect(without.code).toBe(1);
    expect(without.stderr).toContain('the plural of cert.test/v1 Certificate');
    expect(beside.stdout).toContain('certificatae');
  });

  test('writes rbac.yaml unless told otherwise, and nothing with --dry-run', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const dry = await world.ork('generate', 'rbac', '--dry-run');
    const unwritten = readFile(join(world.folder, 'rbac.yaml'), 'utf8');
    await expect(unwritten).rejects.toThrow();
    await world.ork('generate', 'rbac');

    expect(await readFile(join(world.folder, 'rbac.yaml'), 'utf8')).toBe(dry.stdout);
  });
});

test.skipIf(process.platform !== 'linux')('says so where no folder can be made', async () => {
  world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

  const { code, stderr } = await world.ork('generate', 'crd', '--out', '/proc/none/crd.yaml');

  expect(code).toBe(1);
  expect(stderr).toContain('/proc/none/crd.yaml cannot be written');
});

test('makes the folders that a file needs', async () => {
  world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

  const { code } = await world.ork('generate', 'crd', '--out', 'some/deep/crd.yaml');

  expect(code).toBe(0);
  expect(await readFile(join(world.folder, 'some/deep/crd.yaml'), 'utf8')).toContain(
    'kind: Custom',
  );
});

describe('ork generate crd', () => {
  const rich = websiteKatalog((text) =>
    text.replace(
      '      operatorBox:',
      `      validation:
        rules:
          - field: spec.image
            prefix: myorg/
            message: ours only
          - field: spec.owner
            operator: exists
          - field: spec.replicas
            max: 10
      mutation:
        rules:
          - field: spec.port
            default: "8080"
      operatorBox:
        status:
          fields:
            - path: phase
              value: Active
            - path: readyReplicas
              value: "{{ .spec.replicas }}"
              type: int`,
    ),
  );

  async function crdOf(katalog: string): Promise<PrintedCrd> {
    world = await commandWorld({ files: { 'katalog.yaml': katalog } });
    const { code, stderr, stdout } = await world.ork('generate', 'crd');
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    return parse(stdout);
  }

  interface Inferred {
    readonly spec: Readonly<Record<string, unknown>>;
    readonly status: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  }

  async function inferred(katalog: string): Promise<Inferred> {
    const [version] = (await crdOf(katalog)).spec.versions;
    const { properties = {}, required } = version?.schema.openAPIV3Schema ?? {};
    const { spec = { properties: {} }, status = { properties: {} } } = properties;
    return {
      spec: { ...spec },
      status: { ...status.properties },
      ...(required === undefined ? {} : { required }),
    };
  }

  const open = { 'x-kubernetes-preserve-unknown-fields': true, nullable: true };

  test('lists what is read, keeps what is not, and closes what rules close', async () => {
    const { required, spec, status } = await inferred(rich);

    expect(required).toEqual(['spec']);
    expect(spec).toMatchObject({
      ...open,
      type: 'object',
      required: ['owner'],
      properties: {
        image: { ...open, description: 'Fills onCreate.deployments[0].image.', pattern: '^myorg/' },
        replicas: { 'x-kubernetes-int-or-string': true, nullable: true, maximum: 10 },
        port: { ...open, default: '8080' },
      },
    });
    expect(status).toMatchObject({ phase: { type: 'string' }, readyReplicas: { type: 'integer' } });
  });

  const field = (rest: string): string =>
    `      validation:\n        rules:\n          - field: spec.x\n            message: no\n            ${rest}\n`;

  test.each([
    {
      what: 'a rule with a condition',
      entry: field('max: 3\n            when: [{ field: spec.y, equals: a }]'),
    },
    { what: 'a rule that only warns', entry: field('max: 3\n            action: warn') },
    {
      what: 'a rule that never runs',
      entry: field('max: 3\n            fires: { reconcile: false }'),
    },
    { what: 'a rule with a template', entry: field('max: "{{ .spec.y }}"') },
    { what: 'a rule whose number is none', entry: field('max: 10Gi') },
    {
      what: 'a rule on a field that is overridden before',
      entry: `      mutation:\n        rules:\n          - { field: spec.x, override: "1" }\n${field('max: 3')}`,
    },
    {
      what: 'a rule on a field that is normalised before',
      entry: `      normalize:\n        spec:\n          x: "{{ .spec.x }}"\n${field('max: 3')}`,
    },
  ])('$what closes nothing', async ({ entry }) => {
    const { spec } = await inferred(
      websiteKatalog((text) => text.replace('      operatorBox:', `${entry}      operatorBox:`)),
    );

    expect(spec).toMatchObject({ properties: { x: open } });
    expect(JSON.stringify(spec)).not.toContain('maximum');
  });

  test.each([
    { how: 'a range', value: '{{ range .spec.x }}{{ .name }}{{ end }}', listed: open },
    {
      how: 'a range over keys',
      value: '{{ range $k, $v := .spec.x }}{{ $k }}{{ end }}',
      listed: open,
    },
    { how: 'an index', value: '{{ index .spec.x 0 }}', listed: open },
    { how: 'a path of JSONata', value: "{% $join(spec.x.name, ',') %}", listed: open },
    { how: 'a filter of JSONata', value: '{% $string(spec.x[on].name) %}', listed: open },
    { how: 'a map of JSONata', value: "{% $string(spec.x.{'n': $}) %}", listed: open },
    { how: 'a text beside others', value: 'a-{{ .spec.x }}', listed: open },
    { how: 'a template alone', value: '{{ .spec.x }}', listed: open },
    {
      how: 'a field of a field',
      value: '{{ .spec.x.y }}',
      listed: { ...open, properties: { y: open } },
    },
  ])('$how says nothing about a type', async ({ listed, value }) => {
    const { spec } = await inferred(
      websiteKatalog(
        (text) =>
          `${text}          configMaps:\n            - name: m\n              data: { k: ${JSON.stringify(value)} }\n`,
      ),
    );

    const { x } = spec['properties'] as Readonly<Record<string, object>>;
    const bare = JSON.stringify(x, (key, value) => (key === 'description' ? undefined : value));
    expect(JSON.parse(bare)).toEqual(listed);
  });

  test.each([
    {
      mutation: '{ field: spec.x, default: "8080" }',
      x: { ...open, default: '8080', maximum: 9000 },
    },
    { mutation: '{ field: spec.x, default: 9001 }', x: { ...open, maximum: 9000 } },
    {
      mutation: '{ field: spec.x, default: "1.10" }',
      x: { ...open, default: '1.10', maximum: 9000 },
    },
    { mutation: '{ field: spec.x, override: "2" }', x: open },
    {
      mutation: '{ field: spec.x, default: 1, when: [{ field: spec.y, equals: a }] }',
      x: { ...open, maximum: 9000 },
    },
    {
      mutation: '{ field: spec.x.y, default: 1 }',
      x: { ...open, properties: { y: { ...open, default: 1 } } },
    },
  ])('the mutation $mutation under a rule with a maximum', async ({ mutation, x }) => {
    const entry = `      mutation:\n        rules:\n          - ${mutation}\n${field('max: 9000')}`;
    const { spec } = await inferred(
      websiteKatalog((text) => text.replace('      operatorBox:', `${entry}      operatorBox:`)),
    );

    expect((spec['properties'] as Readonly<Record<string, object>>)['x']).toEqual(x);
  });

  test('a default that no whole number is leaves the field open', async () => {
    const entry =
      '      mutation:\n        rules:\n          - { field: spec.replicas, default: true }\n';
    const { spec } = await inferred(
      websiteKatalog((text) => text.replace('      operatorBox:', `${entry}      operatorBox:`)),
    );

    expect(spec).toMatchObject({ properties: { replicas: { ...open, default: true } } });
  });

  test('a list of words takes every value that reads like one of them', async () => {
    const entry = field('in: "a, 3, true"');
    const { spec } = await inferred(
      websiteKatalog((text) => text.replace('      operatorBox:', `${entry}      operatorBox:`)),
    );

    expect(spec).toMatchObject({ properties: { x: { enum: ['a', '3', 3, 'true', true] } } });
  });

  test('types a status field only where nothing else can be written to it', async () => {
    const fields = [
      '{ path: text, value: "{{ .spec.replicas }}" }',
      '{ path: any, value: "{% spec.replicas %}" }',
      '{ path: both, value: "1", type: int }',
      '{ path: both, value: "one", when: [{ field: spec.x, equals: a }] }',
      '{ path: in.ner, value: "true", type: bool }',
    ];
    const { status } = await inferred(
      websiteKatalog((text) =>
        text.replace(
          'operatorBox:\n',
          `operatorBox:\n        status:\n          fields:\n${fields.map((each) => `            - ${each}\n`).join('')}`,
        ),
      ),
    );

    expect(status).toMatchObject({
      text: { type: 'string' },
      any: open,
      both: open,
      in: { type: 'object', properties: { ner: { type: 'boolean' } } },
    });
  });

  test('prints the phase first and the age last', async () => {
    const crd = await crdOf(rich);

    const [version] = crd.spec.versions;
    const columns = version?.additionalPrinterColumns ?? [];
    expect(columns.map(({ name }) => name)).toEqual(['Phase', 'ReadyReplicas', 'Ready', 'Age']);
  });

  test('does not trip over the file that the shell has emptied for its output', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog(), 'crd.yaml': '' } });

    const { code, stdout } = await world.ork('generate', 'crd', '--all');

    expect(code).toBe(0);
    expect(stdout).toContain('name: websites.demo.orkestra.io');
  });

  test('says which CRD entries there are', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr } = await world.ork('generate', 'crd', '--crd', 'websit');

    expect(code).toBe(64);
    expect(stderr).toContain('no CRD entry is called websit, did you mean website?');
  });
});
