import { getPath, Identity, type KubeObject, withPath } from '../../../core/index.ts';
import { amountOf } from '../block/quantity.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import type { Manifest, Part } from '../kinds/kind.ts';

const STORAGE = ['spec', 'resources', 'requests', 'storage'];
const GENERATED_AT = ['metadata', 'annotations', Identity.generatedAtAnnotation];
const CLUSTER_IP = ['spec', 'clusterIP'];

/**
 * The manifest as it can be applied to what is there: fields that Kubernetes does not let change keep their live value
 * (katalog-language §7.4 REC, §7.6).
 *
 * @remarks Leaving them out instead would ask server-side apply to remove them.
 */
export function keepImmutable(manifest: Manifest, live: KubeObject): Manifest {
  const kind = builtInKindOf(groupKindOf(manifest));
  if (kind === undefined) return manifest;
  let kept: Part = manifest;
  for (const path of kind.immutable) kept = keep(kept, live, path);
  if (kind.key === 'secrets') kept = keep(kept, live, GENERATED_AT);
  if (kind.key === 'services') kept = keepHeadless(kept, live);
  if (kind.key === 'persistentVolumeClaims') kept = onlyGrow(kept, live);
  return kept as Manifest;
}

function groupKindOf({ apiVersion, kind }: Manifest): { group: string; kind: string } {
  const slash = apiVersion.indexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), kind };
}

function keep(part: Part, live: KubeObject, path: readonly string[]): Part {
  const declared = getPath(part, path);
  if (declared === undefined) return part;
  const present = getPath(live, path);
  if (present === undefined || present === declared) return part;
  return withPath(part, path, present) ?? part;
}

/** A Service cannot leave headlessness. */
function keepHeadless(part: Part, live: KubeObject): Part {
  if (getPath(part, CLUSTER_IP) !== undefined) return part;
  return getPath(live, CLUSTER_IP) === 'None' ? (withPath(part, CLUSTER_IP, 'None') ?? part) : part;
}

function onlyGrow(part: Part, live: KubeObject): Part {
  const [wanted, present] = [getPath(part, STORAGE), getPath(live, STORAGE)];
  const isSmaller =
    typeof wanted === 'string' &&
    typeof present === 'string' &&
    (amountOf(wanted) ?? 0) < (amountOf(present) ?? 0);
  return isSmaller ? (withPath(part, STORAGE, present) ?? part) : part;
}
