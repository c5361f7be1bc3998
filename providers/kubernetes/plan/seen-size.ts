import { getPath, type KubeObject } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { WritePayload } from './payload.ts';
import { REPLICAS } from './scaled-by.ts';

/** What a write has to know of a number of replicas that others may be changing. */
export function sizeOf(
  manifest: Manifest,
  object: KubeObject,
  scaler?: string,
): Pick<WritePayload, 'size'> {
  const replicas = getPath(object, REPLICAS.split('.'));
  const isDeclared = getPath(manifest, REPLICAS.split('.')) !== undefined;
  if (replicas === undefined || (!isDeclared && scaler === undefined)) return {};
  const { resourceVersion } = object.metadata;
  return {
    size: {
      replicas,
      ...(scaler === undefined ? {} : { scaler }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
  };
}
