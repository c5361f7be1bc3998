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
  const { code, stderr, stdout } = await world.ork('generate', 'rbac', '-o', '-', ...args);
  expect(stderr).toBe('');
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

    const { code, stderr } = await world.ork('generate', 'rbac', '-n', 'Not_One', '-o', '-');

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
        `${text}          ingresses:\n            - { host: a.example.com, serviceName: a, servicePort: 80, tls: ${tls} }\n`,
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

    const without = await world.ork('generate', 'rbac', '-k', 'a', '-o', '-');
    const beside = await world.ork('generate', 'rbac', '-k', 'b', '-o', '-');

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

  const { code, stderr } = await world.ork('generate', 'crd', '-o', '/proc/none/crd.yaml');

  expect(code).toBe(1);
  expect(stderr).toContain('/proc/none/crd.yaml cannot be written');
});

test('makes the folders that a file needs', async () => {
  world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

  const { code } = await world.ork('generate', 'crd', '-o', 'some/deep/crd.yaml');

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
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return parse(stdout);
  }

  test('infers fields from references, rules and defaults', async () => {
    const crd = await crdOf(rich);

    const [version] = crd.spec.versions;
    const { properties = {}, required } = version?.schema.openAPIV3Schema ?? {};
    expect(required).toEqual(['spec']);
    expect(properties['spec']).toMatchObject({
      required: ['owner'],
      properties: {
        image: { type: 'string', pattern: '^myorg/' },
        replicas: { type: 'integer', maximum: 10 },
        port: { type: 'integer', default: 8080 },
      },
    });
    expect(properties['status']?.properties).toMatchObject({
      phase: { type: 'string' },
      readyReplicas: { type: 'integer' },
    });
  });

  test('prints the phase first and the age last', async () => {
    const crd = await crdOf(rich);

    const [version] = crd.spec.versions;
    const columns = version?.additionalPrinterColumns ?? [];
    expect(columns.map(({ name }) => name)).toEqual(['Phase', 'ReadyReplicas', 'Ready', 'Age']);
  });

  test('says which CRD entries there are', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr } = await world.ork('generate', 'crd', '--crd', 'websit');

    expect(code).toBe(64);
    expect(stderr).toContain('no CRD entry is called websit, did you mean website?');
  });
});
