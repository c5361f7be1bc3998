import { type KubeObject, keyOf, type ObjectRef, refOf } from '../../object/kube-object.ts';
import type { ControllerStore } from '../crd-controller.ts';

/** Custom resources that are being deleted and that no operator works on, whole. */
export interface AbandonedStore extends ControllerStore {
  add(object: KubeObject): void;
  delete(key: string): void;
}

/** Creates an empty store. */
export function createAbandonedStore(): AbandonedStore {
  const objects = new Map<string, KubeObject>();
  return {
    get size() {
      return objects.size;
    },
    get: (ref: ObjectRef) => objects.get(keyOf(ref)),
    list: () => [...objects.values()],
    overlay(object) {
      const key = keyOf(refOf(object));
      // Without finalizers it is gone with this very write.
      if ((object.metadata.finalizers ?? []).length === 0) objects.delete(key);
      else if (objects.has(key)) objects.set(key, object);
    },
    add: (object) => void objects.set(keyOf(refOf(object)), object),
    delete: (key) => void objects.delete(key),
  };
}
