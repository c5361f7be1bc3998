import type { JsonObject } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';

/** An object's metadata alone, as `meta.k8s.io/v1 PartialObjectMetadata`. */
export function partialObject(object: KubeObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}
