import { ensureRecord, type JsonObject } from '../../json/record.ts';
import type { KubeObject } from '../../object/kube-object.ts';
import { setDefault } from './set-default.ts';

export function defaultClaimSpec(spec: JsonObject): void {
  setDefault(spec, 'volumeMode', 'Filesystem');
}

export function defaultClaim(object: KubeObject): void {
  defaultClaimSpec(ensureRecord(object, 'spec'));
  setDefault(ensureRecord(object, 'status'), 'phase', 'Pending');
}

export function defaultVolume(object: KubeObject): void {
  const spec = ensureRecord(object, 'spec');
  setDefault(spec, 'persistentVolumeReclaimPolicy', 'Retain');
  setDefault(spec, 'volumeMode', 'Filesystem');
  setDefault(ensureRecord(object, 'status'), 'phase', 'Pending');
}

export function defaultStorageClass(object: KubeObject): void {
  setDefault(object, 'reclaimPolicy', 'Delete');
  setDefault(object, 'volumeBindingMode', 'Immediate');
}
