import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type DesiredBlock,
  Identity,
  type JsonObject,
  type KubeObject,
  type ResourceType,
} from '../../../core/index.ts';
import { aBlock, anOwner, ProviderRig } from './a-provider.ts';
import { FakeCluster } from './fake-cluster.ts';

/** `block.yaml` of a case. */
interface BlockFile {
  readonly kind: string;
  readonly block: JsonObject;
  readonly beside?: readonly { readonly kind: string; readonly block: JsonObject }[];
  readonly types?: readonly Omit<ResourceType, 'verbs' | 'subresources'>[];
}

const FOLDER = fileURLToPath(new URL('../../fixtures/manifests/', import.meta.url));
const CASES = await readdir(FOLDER);

async function readYaml(name: string, file: string): Promise<unknown> {
  return parse(await readFile(`${FOLDER}/${name}/${file}`, 'utf8'));
}

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

async function manifestOf(name: string): Promise<KubeObject> {
  const file = (await readYaml(name, 'block.yaml')) as BlockFile;
  const owner = (await readYaml(name, 'owner.yaml')) as KubeObject;
  const cluster = new FakeCluster();
  for (const type of file.types ?? []) cluster.install({ ...type, verbs: [], subresources: [] });
  const isNamespaced = owner.metadata.namespace !== undefined;
  rig = new ProviderRig(cluster, anOwner(owner.metadata, isNamespaced));
  if (!isNamespaced) rig.owner = { ...rig.owner, object: owner };
  const desired: DesiredBlock[] = [
    aBlock(file.kind, file.block, { entry: 'tested' }),
    ...(file.beside ?? []).map(({ kind, block }, index) =>
      aBlock(kind, block, { entry: `beside[${index}]` }),
    ),
  ];
  await rig.attach(desired);
  const plan = await rig.plan(desired);
  expect(plan.failures).toEqual([]);
  const operation = plan.operations.find(({ entry }) => entry === 'tested');
  return JSON.parse(JSON.stringify(operation?.payload['manifest'])) as KubeObject;
}

/** Everything but what all children share, which is tested once. */
function ownPart(manifest: KubeObject): unknown {
  const { labels, annotations, ownerReferences, ...metadata } = manifest.metadata;
  const drop = (map: Readonly<Record<string, string>> | undefined, keys: readonly string[]) =>
    Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => !keys.includes(key)));
  return {
    ...manifest,
    metadata: {
      ...metadata,
      labels: drop(labels, [
        Identity.managedLabel,
        Identity.ownerKindLabel,
        Identity.ownerNamespaceLabel,
        Identity.ownerUidLabel,
      ]),
      annotations: drop(annotations, [Identity.hashAnnotation, Identity.madeAnnotation]),
      isOwned: ownerReferences !== undefined,
    },
  };
}

describe('a block becomes a manifest', () => {
  test.each(CASES)('%s', async (name) => {
    const manifest = await manifestOf(name);

    expect(ownPart(manifest)).toEqual(await readYaml(name, 'expected.yaml'));
  });

  test.each(CASES)('%s: schema and check take the block as it is written', async (name) => {
    const { kind, block } = (await readYaml(name, 'block.yaml')) as BlockFile;
    rig = new ProviderRig();
    const { kinds } = rig.provider.describe();
    const schema = kinds.find(({ key }) => key === kind)?.schema ?? false;
    const validate = new Ajv2020({ strict: false }).compile(schema);

    expect(validate(block), JSON.stringify(validate.errors)).toBe(true);
    expect(await rig.provider.check({ kind, block })).toEqual([]);
  });
});
