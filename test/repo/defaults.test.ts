import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../core/index.ts';
import { BUILT_IN_KINDS } from '../../providers/kubernetes/kinds/built-in-kinds.ts';
import { aBlock, anOwner, aRig, type ProviderRig } from '../unit/provider-kubernetes/a-provider.ts';

const page = await readFile(new URL('../../docs/defaults.md', import.meta.url), 'utf8');

/** The smallest block of each kind, with every part that brings defaults of its own. */
const BLOCKS: Readonly<Record<string, JsonObject>> = {
  secrets: { data: { a: '' } },
  configMaps: {},
  serviceAccounts: {},
  deployments: { image: 'i', port: 80, probes: { liveness: { path: '/x' } } },
  services: {},
  jobs: { image: 'i' },
  cronJobs: { image: 'i', schedule: '@daily' },
  statefulSets: { image: 'i', volumeClaimTemplates: [{ storageSize: '1Gi' }] },
  persistentVolumeClaims: { storage: '1Gi' },
  ingresses: { serviceName: 's', servicePort: 80 },
};

/** Leaves that the block itself says, or that every manifest of its kind has. */
const SAID = new Set([
  'apiVersion',
  'kind',
  'metadata.namespace',
  'data.a',
  'spec.schedule',
  'spec.resources.requests.storage',
  'spec.rules[0].http.paths[0].backend.service.name',
  'spec.rules[0].http.paths[0].backend.service.port.number',
]);

const rigs: ProviderRig[] = [];

afterAll(() => {
  for (const rig of rigs) rig.stop.abort();
});

test('the page has a block for each kind', () => {
  expect(Object.keys(BLOCKS).sort()).toEqual(BUILT_IN_KINDS.map(({ key }) => key).sort());
});

test.each(Object.keys(BLOCKS))(
  'docs/defaults.md lists what is added to the smallest of %s, and nothing besides',
  async (kind) => {
    const block = aBlock(kind, BLOCKS[kind] ?? {});
    const rig = await aRig([block], { owner: anOwner({ name: 'CR' }) });
    rigs.push(rig);
    const { operations } = await rig.plan([block]);
    const { manifest } = (operations[0]?.payload ?? {}) as { readonly manifest?: unknown };

    const added = leavesOf(manifest, '').filter(([path]) => !isSaid(path));

    const told = rowsOf(kind).map(([field = '', value = '']) => [
      field,
      value.replace('<cr>', 'CR'),
    ]);
    expect(told.sort()).toEqual(added.map(([path, value]) => [path, String(value)]).sort());
  },
);

test('every default has a reason', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));

  expect(
    rows.filter((row) =>
      row
        .split('|')
        .slice(1, -1)
        .some((cell) => cell.trim() === ''),
    ),
  ).toEqual([]);
});

function rowsOf(kind: string): readonly (readonly string[])[] {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter(([first]) => first === kind).map(([, ...rest]) => rest);
}

/** Identity is not a default: labels, owner references and annotations of the runtime. */
function isSaid(path: string): boolean {
  if (SAID.has(path) || path.endsWith('.image') || path.endsWith('.httpGet.path')) return true;
  if (path.endsWith('ports[0].containerPort')) return true;
  if (path.includes('.requests.storage')) return true;
  if (/\.(orkestra-owner|orkestra\.orkspace\.io\/[a-z-]+)$/.test(path)) return true;
  return /^metadata\.(labels|ownerReferences|annotations)/.test(path);
}

function leavesOf(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => leavesOf(item, `${path}[${index}]`));
  }
  if (!isObject(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}
