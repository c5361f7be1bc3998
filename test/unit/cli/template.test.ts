import { afterEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  type CommandWorld,
  commandWorld,
  websiteCr,
  websiteKatalog,
} from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

const files = { 'katalog.yaml': websiteKatalog(), 'cr.yaml': websiteCr };

describe('ork template', () => {
  test('prints the Katalog with its defaults', async () => {
    world = await commandWorld({ files, env: { DEFAULT_WORKERS: '7' } });

    const { code, stdout } = await world.ork('template', '-o', 'json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout).spec.crds.website.operatorBox).toMatchObject({
      workers: 7,
      resync: '15s',
    });
  });

  test('prints the children of a custom resource as manifests', async () => {
    world = await commandWorld({ files });

    const { code, stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml');

    const manifests = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(manifests).toMatchObject([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'hello', namespace: 'default' },
        spec: { replicas: 2 },
      },
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80, targetPort: 8080 }] } },
    ]);
    expect(stdout).not.toContain('ownerReferences');
    expect(stdout).not.toContain('applied-hash');
  });

  test('says on stderr what is not created, and why', async () => {
    const conditional = websiteKatalog((text) =>
      text.replace(
        'port: 80\n',
        'port: 80\n              when:\n                - field: spec.public\n                  equals: "true"\n',
      ),
    );
    world = await commandWorld({ files: { ...files, 'katalog.yaml': conditional } });

    const { stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml');

    expect(stderr).toMatch(
      /^katalog\.yaml:\d+:\d+: default\/hello: onCreate\.services\[0\] is not created: /,
    );
    expect(stdout).not.toContain('kind: Service');
  });

  test('says of keys of a custom resource that kubectl takes for truth values', async () => {
    const odd = websiteCr.replace('spec:\n', 'spec:\n  on: 1\n  "y": 2\n');
    world = await commandWorld({ files: { ...files, 'cr.yaml': odd } });

    const { stderr } = await world.ork('template', '--cr', 'cr.yaml');

    expect(stderr).toMatch(
      /^cr\.yaml:\d+:3: warning ORK1208: the key on is true for readers of YAML 1\.1 such as kubectl: write "on" where the text is meant\n$/,
    );
  });

  test('refuses a custom resource of another operator', async () => {
    world = await commandWorld({
      files: { ...files, 'cr.yaml': websiteCr.replace('Website', 'Blog') },
    });

    const { code, stderr } = await world.ork('template', '--cr', 'cr.yaml');

    expect(code).toBe(1);
    expect(stderr).toContain('no operator of the Katalog is for demo.orkestra.io/v1alpha1/Blog');
  });

  test('applies the defaults of the CRD beside the Katalog', async () => {
    world = await commandWorld({
      files: { 'mine.yaml': websiteCr.replace('  replicas: 2\n', '') },
    });
    await world.ork('init');

    const { stdout } = await world.ork('template', '--cr', 'mine.yaml');

    expect(parseAllDocuments(stdout)[0]?.toJS()).toMatchObject({ spec: { replicas: 1 } });
  });

  test.each([
    { args: ['--json', '--yaml'], text: '--json and --yaml exclude each other' },
    { args: ['-o', 'json', '--graph'], text: '-o and --graph exclude each other' },
    { args: ['--graph', '--cr', 'cr.yaml'], text: '--graph and --cr exclude each other' },
  ])('refuses $args', async ({ args, text }) => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr, stdout } = await world.ork('template', ...args);

    expect(code).toBe(64);
    expect(stdout).not.toContain('kind:');
    expect(stderr).toContain(text);
  });

  test('takes the custom resources of a file, and says what it left out', async () => {
    const cr = `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n${websiteCr}`;
    world = await commandWorld({ files: { ...files, 'cr.yaml': cr } });

    const { code, stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml');

    expect(code).toBe(0);
    expect(stderr).toMatch(/^v1\/Namespace shop is left out: no operator of the Katalog is for it/);
    expect(stdout).toContain('kind: Deployment');
    expect(stdout).not.toContain('kind: Namespace');
  });

  test('prints a placeholder for what is copied, and everything else as it is', async () => {
    const katalog = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: c }
spec:
  crds:
    web:
      apiTypes: { group: demo.orkestra.io, version: v1alpha1, kind: Web, plural: webs }
      operatorBox:
        onCreate:
          secrets: [{ name: copy, fromSecret: s, fromNamespace: platform }]
          configMaps: [{ name: mine, data: { a: b } }, { name: theirs, fromConfigMap: m }]
`;
    const cr = 'apiVersion: demo.orkestra.io/v1alpha1\nkind: Web\nmetadata: { name: w }\n';
    world = await commandWorld({ files: { 'katalog.yaml': katalog, 'cr.yaml': cr } });

    const { code, stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml');

    const data = parseAllDocuments(stdout).map((document) => document.toJS().data);
    expect(code).toBe(0);
    expect(data).toHaveLength(3);
    expect(data).toContainEqual({ a: 'b' });
    expect(data).toContainEqual({ placeholder: 'copied from ConfigMap default/m' });
    expect(data).toContainEqual({
      placeholder: Buffer.from('copied from Secret platform/s').toString('base64'),
    });
    expect(stderr).toContain('a placeholder stands for the data of Secret platform/s');
  });

  test('refuses a file without a custom resource', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stderr } = await world.ork('template', '--cr', 'katalog.yaml');

    expect(code).toBe(1);
    expect(stderr).toContain('katalog.yaml holds no custom resource');
  });

  test('draws which CRD waits for which', async () => {
    const two = websiteKatalog((text) =>
      text.replace(
        '    website:',
        `    database:
      apiTypes: { group: demo.orkestra.io, version: v1, kind: Database, plural: databases }
    website:
      dependsOn: { database: { condition: healthy } }`,
      ),
    );
    world = await commandWorld({ files: { 'katalog.yaml': two } });

    const { stdout } = await world.ork('template', '--graph');

    expect(stdout).toBe('database\n└─ website (once database is healthy)\n');
  });

  test('prints custom children of built-in kinds and of the operator itself', async () => {
    const custom = websiteKatalog((text) =>
      text.replace(
        'operatorBox:\n',
        `operatorBox:
        onReconcile:
          custom:
            - { apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: b }, spec: { maxUnavailable: 1 } }
            - { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: r, namespaced: false }, rules: [] }
            - { apiVersion: demo.orkestra.io/v1alpha1, kind: Website, metadata: { name: twin }, spec: { image: nginx } }
`,
      ),
    );
    world = await commandWorld({ files: { ...files, 'katalog.yaml': custom } });

    const { code, stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml');

    expect(stderr).toBe('');
    expect(code).toBe(0);
    const kinds = parseAllDocuments(stdout).map((document) => document.toJS().kind);
    expect(kinds.sort()).toEqual([
      'ClusterRole',
      'Deployment',
      'PodDisruptionBudget',
      'Service',
      'Website',
    ]);
  });

  test('reads quotes inside a template as every other command does', async () => {
    const quoted = websiteKatalog((text) =>
      text.replace(
        'operatorBox:\n',
        `operatorBox:
        status:
          fields: 
            - path: image
              value: "{{ get .spec "image" }}"
`,
      ),
    );
    world = await commandWorld({ files: { ...files, 'katalog.yaml': quoted } });

    const { code } = await world.ork('template', '--cr', 'cr.yaml');

    expect(code).toBe(0);
  });
});
