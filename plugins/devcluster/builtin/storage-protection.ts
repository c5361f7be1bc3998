import type { KubeObject } from '../object/kube-object.ts';
import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { defaultClaim, defaultVolume } from './defaults/storage-defaults.ts';
import { validateClaim } from './validation/claim-validation.ts';

/** Keeps a claim for as long as a Pod uses it. */
export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection';
/** Keeps a volume for as long as a claim is bound to it. */
export const VOLUME_PROTECTION = 'kubernetes.io/pv-protection';

function protect(finalizer: string): (object: KubeObject) => void {
  return ({ metadata }) => {
    const finalizers = metadata.finalizers ?? [];
    if (!finalizers.includes(finalizer)) metadata.finalizers = [...finalizers, finalizer];
  };
}

/** Claims and volumes are born protected (admission plugin StorageObjectInUseProtection). */
export const claimBehaviour: KindBehaviour = {
  applyDefaults: defaultClaim,
  prepareCreate: protect(CLAIM_PROTECTION),
  validate: validateClaim,
  returnsDeletedObject: true,
};

export const volumeBehaviour: KindBehaviour = {
  applyDefaults: defaultVolume,
  prepareCreate: protect(VOLUME_PROTECTION),
  returnsDeletedObject: true,
};
