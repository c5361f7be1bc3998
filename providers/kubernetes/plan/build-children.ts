import {
  apiVersionOf,
  type DesiredBlock,
  isObject,
  type Owner,
  parseDuration,
  timestampOf,
} from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { labelName, type NameRule } from '../block/name-rules.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import type { KindDefinition, Manifest } from '../kinds/kind.ts';
import { readRotation, readSecretCertificate } from '../kinds/secret.ts';
import { buildCustom } from './build-custom.ts';
import type { BuildWorld } from './build-world.ts';
import { readCopies } from './copies.ts';
import { readCopySource } from './copy-source.ts';
import { childId, type DesiredChild, modeOf } from './desired-child.ts';
import { ingressSecret } from './ingress-secret.ts';
import { readLabels } from './metadata-maps.ts';
import { namespaceFor } from './namespace-for.ts';
import { ownerLabels } from './owner-labels.ts';
import { canReference, stamp } from './stamp.ts';

/** The objects a block asks for; faults are left in the reader. */
export function buildChildren(
  desired: DesiredBlock,
  reader: BlockReader,
  world: BuildWorld,
): readonly DesiredChild[] {
  if (desired.kind === CUSTOM_KEY) return buildCustom(desired, reader, world);
  const kind = builtInKind(desired.kind);
  if (kind === undefined) throw new TypeError(`No kind ${desired.kind}`);
  const { owner } = world;
  const name =
    readName(reader, kind.nameRule) ?? kind.defaultName(owner.object.metadata.name, reader);
  const namespaces = readNamespaces(reader, owner, kind);
  const build = (namespace: string): DesiredChild =>
    buildOne({ desired, reader, world, kind, name, namespace });
  const children = namespaces.flatMap((namespace) => {
    const made =
      kind.key === 'ingresses' ? ingressSecret(desired, reader, { world, namespace }) : undefined;
    return made === undefined ? [build(namespace)] : [made, build(namespace)];
  });
  // Faults of a block are told even when it asks for no object.
  if (namespaces.length === 0) build(namespaceFor(undefined, owner));
  reader.end();
  return children;
}

interface One {
  readonly desired: DesiredBlock;
  readonly reader: BlockReader;
  readonly world: BuildWorld;
  readonly kind: KindDefinition;
  readonly name: string;
  readonly namespace: string;
}

function buildOne({ desired, reader, world, kind, name, namespace }: One): DesiredChild {
  const { owner } = world;
  const { labels, annotations } = readLabels(reader);
  const part = kind.build(reader, {
    ownerName: owner.object.metadata.name,
    ownerLabels: ownerLabels(owner),
    kind: kind.type.kind,
    name,
    namespace,
    labels,
    workloads: world.workloads,
    now: () => timestampOf(world.nowMs),
    isRunOnDelete: world.isRunOnDelete,
  });
  const { metadata: extra, ...body } = part;
  const added = isObject(extra) ? extra['annotations'] : undefined;
  const manifest: Manifest = {
    apiVersion: apiVersionOf(kind.type),
    kind: kind.type.kind,
    metadata: {
      name,
      namespace,
      labels,
      annotations: { ...annotations, ...(isObject(added) ? textsOf(added) : {}) },
    },
    ...body,
  };
  const placement = { namespaced: true, namespace, mayReference: !world.isRunOnDelete };
  const sleepMs = readSleep(reader);
  const rotationMs = kind.key === 'secrets' ? readRotation(reader) : undefined;
  const copyFrom = readCopySource(reader, kind.key, owner);
  const certificate =
    kind.key === 'secrets' ? readSecretCertificate(reader, { name, namespace }) : undefined;
  return {
    entry: desired.entry,
    id: childId(kind.type, namespace, name),
    key: kind.key,
    type: kind.type,
    wave: kind.wave,
    mode: desired.mode,
    createOnce: kind.createOnce,
    force: desired.force,
    ...modeOf(desired),
    ...(desired.adopt === undefined ? {} : { adopt: desired.adopt }),
    manifest: stamp(manifest, owner, placement),
    isReferenced: canReference(owner, placement),
    ...(sleepMs === undefined ? {} : { sleepMs }),
    ...(rotationMs === undefined ? {} : { rotationMs }),
    ...(copyFrom === undefined ? {} : { copyFrom }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

function textsOf(map: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]));
}

/** The declared name; an empty one falls back to the default. */
function readName(reader: BlockReader, rule: NameRule): string | undefined {
  return reader.name('name', rule);
}

/** Namespaces of the copies, or the one namespace of the block. */
function readNamespaces(
  reader: BlockReader,
  owner: Owner,
  kind: KindDefinition,
): readonly string[] {
  const declared = reader.name('namespace', labelName);
  const copies = kind.hasCopies === true ? readCopies(reader) : undefined;
  for (const name of copies ?? []) {
    const problem = reader.isDeferred(name) ? undefined : labelName(name);
    if (problem !== undefined) reader.report('toNamespaces', problem);
  }
  return copies ?? [namespaceFor(declared, owner)];
}

function readSleep(reader: BlockReader): number | undefined {
  const text = reader.text('sleep');
  if (text === undefined || reader.isDeferred(text)) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined || ms < 0) reader.report('sleep', `"${text}" is not a duration such as 2s`);
  return ms;
}
