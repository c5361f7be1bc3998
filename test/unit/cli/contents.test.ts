import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

/** Bytes fe ff 00 81, which are no UTF-8. */
const STORE = '/v8AgQ==';
const PEM = '-----BEGIN X-----\nabc\n-----END X-----\n';

const cr = JSON.stringify({
  apiVersion: 'bin.example.org/v1',
  kind: 'Keystore',
  metadata: { name: 'ks', namespace: 'default' },
  spec: { store: STORE, pem: PEM, text: '  a\n', port: 80, parts: { b: 1 } },
});

interface Printed {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

function katalog(blocks: object, notes: object = {}): string {
  return JSON.stringify({
    apiVersion: 'orkestra.orkspace.io/v1',
    kind: 'Katalog',
    metadata: { name: 'keystore' },
    spec: {
      ...notes,
      crds: {
        keystore: {
          apiTypes: {
            group: 'bin.example.org',
            version: 'v1',
            kind: 'Keystore',
            plural: 'keystores',
          },
          operatorBox: { onReconcile: blocks },
        },
      },
    },
  });
}

async function render(blocks: object): Promise<{ objects: readonly Printed[]; stderr: string }> {
  world = await commandWorld({ files: { 'katalog.yaml': katalog(blocks), 'cr.yaml': cr } });
  const { stderr, stdout } = await world.ork('template', '--cr', 'cr.yaml', '-o', 'json');
  const printed = (stdout === '' ? { items: [] } : JSON.parse(stdout)) as
    | Printed
    | { readonly items: readonly Printed[] };
  return { objects: 'items' in printed ? printed.items : [printed], stderr };
}

/** Templates, and the bytes that a Secret has to hold (latin1, so that every byte shows). */
const CONTENTS: readonly (readonly [written: string, bytes: string])[] = [
  ['{{ fromBase64 .spec.store }}', '\xfe\xff\0\x81'],
  ['a{{ fromBase64 .spec.store }}b', 'a\xfe\xff\0\x81b'],
  ['{{ fromBase64 "w6Q=" }}', '\xc3\xa4'],
  ['{{ .spec.store | fromBase64 | toBase64 | fromBase64 }}', '\xfe\xff\0\x81'],
  ['{% $fromBase64(spec.store) %}', '\xfe\xff\0\x81'],
  ['{% $base64decode(spec.store) %}', '\xfe\xff\0\x81'],
  ['{% $base64decode($base64encode("ä")) %}', '\xc3\xa4'],
  ['{% $base64encode($base64decode(spec.store)) %}', STORE],
  ['{{ sha256sum (fromBase64 .spec.store) }}', '8b8603e8'],
  ['{{ printf "%s" (fromBase64 .spec.store) }}', '\xfe\xff\0\x81'],
  ['{{ .spec.pem }}', PEM],
  ['{{ .spec.pem }}\n', `${PEM}\n`],
  ['{% spec.pem %}', PEM],
  ['user={{ .metadata.name }}\n', 'user=ks\n'],
  ['  {{ .metadata.name }}  ', '  ks  '],
  ['{{ .spec.text }}', '  a\n'],
  ['literal\n', 'literal\n'],
  ['  literal', '  literal'],
  ['{{ .spec.port }}', '80'],
  ['{{ .spec.missing }}', ''],
  ['{{ .spec.missing }}\n', '\n'],
];

describe('data of a Secret', () => {
  test.each(['secrets', 'custom'])(
    'is what was written, byte for byte, blanks included (%s)',
    async (form) => {
      const texts = Object.fromEntries(CONTENTS.map(([written], index) => [`k${index}`, written]));
      const own = { name: 'keys', data: texts };
      const custom = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'keys' },
        stringData: texts,
      };

      const { objects, stderr } = await render({ [form]: [form === 'custom' ? custom : own] });

      expect(stderr).toBe('');
      const found = CONTENTS.map(([written], index) => [
        written,
        Buffer.from(objects[0]?.data?.[`k${index}`] ?? '?', 'base64').toString('latin1'),
      ]);
      expect(found).toEqual(CONTENTS);
    },
  );
});

describe('a ConfigMap', () => {
  test('keeps texts as written, and bytes under binaryData', async () => {
    const { objects, stderr } = await render({
      configMaps: [
        {
          name: 'c',
          data: { pem: '{{ .spec.pem }}', block: '{{ .metadata.name }}\n', plain: 'x\n' },
          binaryData: { store: '{{ fromBase64 .spec.store }}', pem2: '{{ .spec.pem }}' },
        },
      ],
    });

    expect(stderr).toBe('');
    expect(objects).toMatchObject([
      {
        data: { pem: PEM, block: 'ks\n', plain: 'x\n' },
        binaryData: { store: STORE, pem2: Buffer.from(PEM).toString('base64') },
      },
    ]);
  });

  test('keeps texts of a custom block as written', async () => {
    const { objects } = await render({
      custom: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'c' },
          data: { block: '{{ .metadata.name }}\n' },
        },
      ],
    });

    expect(objects[0]?.data).toEqual({ block: 'ks\n' });
  });

  test.each([
    {
      what: 'a key that stands in data too',
      block: { data: { a: 'x' }, binaryData: { a: 'x' } },
      told: 'stands in data too',
    },
    {
      what: 'Base64, which would be encoded twice',
      block: { binaryData: { a: STORE } },
      told: 'is Base64, but values are not encoded here',
    },
    { what: 'a wrong key', block: { binaryData: { 'a b': 'x' } }, told: 'a b' },
  ])('refuses $what in binaryData', async ({ block, told }) => {
    world = await commandWorld({
      files: { 'katalog.yaml': katalog({ configMaps: [{ name: 'c', ...block }] }) },
    });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(1);
    expect(stdout).toContain(told);
  });
});

describe('bytes where a text is needed', () => {
  const bytes = '{{ fromBase64 .spec.store }}';

  test.each([
    { where: 'data.k', blocks: { configMaps: [{ name: 'c', data: { k: bytes } }] } },
    {
      where: 'data.k',
      blocks: { configMaps: [{ name: 'c', data: { k: '{% $fromBase64(spec.store) %}' } }] },
    },
    { where: 'annotations.k', blocks: { configMaps: [{ name: 'c', annotations: { k: bytes } }] } },
    { where: 'image', blocks: { deployments: [{ name: 'c', image: bytes }] } },
    { where: 'env.A', blocks: { deployments: [{ name: 'c', image: 'nginx', env: { A: bytes } }] } },
    {
      where: 'spec.clusterIP',
      blocks: {
        custom: [
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: 'c' },
            spec: { clusterIP: bytes },
          },
        ],
      },
    },
  ])('are an error that says where ($where)', async ({ blocks, where }) => {
    const { objects, stderr } = await render(blocks);

    expect(objects).toEqual([]);
    expect(stderr).toContain(where);
    expect(stderr).toContain('is not text: from byte 0 on it is no UTF-8');
    expect(stderr).not.toMatch(/[\uFFFD\p{Surrogate}]/u);
  });
});
