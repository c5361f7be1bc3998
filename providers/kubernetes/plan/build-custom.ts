import {
  type DesiredBlock,
  ErrorCode,
  formatGvk,
  isObject,
  OrkError,
} from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { labelName, pathName, subdomainName } from '../block/name-rules.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY, CUSTOM_WAVE, type CustomBlock, readCustom } from '../kinds/custom.ts';
import { base64 } from '../kinds/data.ts';
import type { Manifest, Part } from '../kinds/kind.ts';
import type { BuildWorld } from './build-world.ts';
import { childId, type DesiredChild, modeOf } from './desired-child.ts';
import { namespaceFor } from './namespace-for.ts';
import { canReference, stamp } from './stamp.ts';

/** How long a kind that is not installed is left alone. */
const MISSING_RETRY_MS = 10_000;

/**
 * The object of a `custom` block (katalog-language §7.10).
 *
 * @throws {@link OrkError} `KindUnknown` while the kind is not installed.
 */
export function buildCustom(
  desired: DesiredBlock,
  reader: BlockReader,
  world: BuildWorld,
): readonly DesiredChild[] {
  const custom = readCustom(reader);
  const { owner } = world;
  const name = custom.name ?? `${owner.object.metadata.name}-custom`;
  checkNames(reader, custom, name);
  if (world.stage === 'written' || reader.problems.length > 0) return [];
  const type = world.types(custom.gvk) ?? builtInKindOf(custom.gvk)?.type;
  if (type === undefined) throw missing(custom);
  if (custom.namespaced !== undefined && custom.namespaced !== type.namespaced) {
    const scope = type.namespaced ? 'namespaced' : 'cluster-scoped';
    const message = `is ${custom.namespaced}, but ${type.kind} is ${scope}`;
    reader.report(['metadata', 'namespaced'], message);
    return [];
  }
  const namespace = type.namespaced ? namespaceFor(custom.namespace, owner) : '';
  const hasStatusDoor = type.subresources.includes('status');
  const manifest: Manifest = {
    apiVersion: reader.requiredText('apiVersion'),
    kind: custom.gvk.kind,
    metadata: {
      name,
      ...(namespace === '' ? {} : { namespace }),
      labels: custom.labels,
      annotations: custom.annotations,
    },
    ...(isSecret(custom) ? withEncoded(custom.rest) : custom.rest),
  };
  const placement = {
    namespaced: type.namespaced,
    namespace,
    mayReference: !world.isRunOnDelete,
  };
  const { status } = custom;
  const full = status === undefined || hasStatusDoor ? manifest : { ...manifest, status };
  const child: DesiredChild = {
    entry: desired.entry,
    id: childId(type, namespace, name),
    key: CUSTOM_KEY,
    type,
    wave: CUSTOM_WAVE,
    mode: desired.mode,
    createOnce: false,
    force: desired.force,
    ...modeOf(desired),
    ...(desired.adopt === undefined ? {} : { adopt: desired.adopt }),
    manifest: stamp(full, owner, placement),
    isReferenced: canReference(owner, placement),
    ...(status !== undefined && hasStatusDoor ? { status } : {}),
  };
  return [child];
}

function isSecret({ gvk }: CustomBlock): boolean {
  return gvk.kind === 'Secret' && gvk.group === '';
}

/**
 * `stringData` as the API server would store it: under `data`, where it can be compared with what is there.
 *
 * @remarks The API server never answers `stringData`, so what is sent as such differs for ever.
 */
function withEncoded(rest: Part): Part {
  const { stringData, ...kept } = rest;
  const { data = {} } = kept;
  if (!isObject(stringData) || !isObject(data)) return rest;
  const texts = Object.entries(stringData).filter(([, value]) => value !== undefined);
  const encoded = texts.map(([key, value]) => [key, base64(value === null ? '' : String(value))]);
  return { ...kept, data: { ...data, ...Object.fromEntries(encoded) } };
}

function checkNames(reader: BlockReader, custom: CustomBlock, name: string): void {
  const rule =
    builtInKindOf(custom.gvk)?.nameRule ?? (isPathNamed(custom) ? pathName : subdomainName);
  const problem = reader.isDeferred(name) ? undefined : rule(name);
  if (problem !== undefined) reader.report(['metadata', 'name'], problem);
  const { namespace } = custom;
  const wrong =
    namespace === undefined || reader.isDeferred(namespace) ? undefined : labelName(namespace);
  if (wrong !== undefined) reader.report(['metadata', 'namespace'], wrong);
}

/** RBAC names are path segments, everything else is a subdomain (Kubernetes, "Object Names and IDs"). */
function isPathNamed({ gvk }: CustomBlock): boolean {
  return gvk.group === 'rbac.authorization.k8s.io';
}

function missing({ gvk }: CustomBlock): OrkError {
  return new OrkError('Kind is not installed in the cluster', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'after', delayMs: MISSING_RETRY_MS },
    details: { text: `${formatGvk(gvk)} is not installed in the cluster`, gvk: formatGvk(gvk) },
  });
}
