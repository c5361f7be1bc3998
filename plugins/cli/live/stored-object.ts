import {
  type Cluster,
  getPath,
  type KubeObject,
  mergePatchOf,
  type ResourceType,
  refOf,
} from '../../../core/index.ts';

/** Who sends the dry runs of custom resources. */
const FIELD_MANAGER = 'ork-template';

/** Parts that a file does not say, or says in part. */
const NOT_OF_FILES = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * A custom resource as it would be stored if the file were applied: with what the API server has of it, with its defaults, and
 * judged by its schema.
 */
export async function asStored(
  cluster: Cluster,
  type: ResourceType,
  object: KubeObject,
  signal: AbortSignal,
): Promise<KubeObject> {
  const target = { type, ref: refOf(object) };
  const live = await cluster.get(target, signal);
  if (live === undefined) {
    const options = { force: true, ifAbsent: true, dryRun: true, fieldManager: FIELD_MANAGER };
    return cluster.apply(target, object, { ...options, signal });
  }
  const patch = patchOf(live, object);
  if (patch === undefined) return live;
  const options = { type: 'merge', dryRun: true, fieldManager: FIELD_MANAGER } as const;
  return cluster.patch(target, patch, { ...options, signal });
}

/** What a file changes: all of the spec, and the labels and annotations that it names. */
function patchOf(live: KubeObject, object: KubeObject): object | undefined {
  const body = mergePatchOf(bodyOf(live), bodyOf(object));
  const metadata: Record<string, unknown> = {};
  for (const map of ['labels', 'annotations']) {
    const wanted = getPath(object, ['metadata', map]);
    if (wanted !== undefined) metadata[map] = wanted;
  }
  const isBare = Object.keys(metadata).length === 0;
  if (body === undefined && isBare) return undefined;
  return { ...body, ...(isBare ? {} : { metadata }) };
}

function bodyOf(object: KubeObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !NOT_OF_FILES.has(key)));
}
