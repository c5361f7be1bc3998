import { at, listAt, recordsAt, stringAt } from '../json/record.ts';
import type { PrinterColumn } from '../resources/api-resource.ts';
import { age, column, wide } from './column.ts';

const ACCESS_MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function accessModes(object: unknown): string {
  return listAt(object, 'spec', 'accessModes')
    .map((mode) => ACCESS_MODES[String(mode)] ?? String(mode))
    .join(',');
}

function phaseOf(object: unknown): string {
  const isLeaving = at(object, 'metadata', 'deletionTimestamp') !== undefined;
  return isLeaving ? 'Terminating' : stringAt(object, 'status', 'phase');
}

function claimOf(volume: unknown): string {
  const name = stringAt(volume, 'spec', 'claimRef', 'name');
  return name === '' ? '' : `${stringAt(volume, 'spec', 'claimRef', 'namespace')}/${name}`;
}

const className = column('StorageClass', (object) => stringAt(object, 'spec', 'storageClassName'));
const attributesClass = column(
  'VolumeAttributesClass',
  (object) => stringAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
);
const volumeMode = wide(
  'VolumeMode',
  (object) => stringAt(object, 'spec', 'volumeMode') || '<unset>',
);

function isOn(field: string): (driver: unknown) => boolean {
  return (driver) => at(driver, 'spec', field) === true;
}

function tokenAudiences(driver: unknown): string {
  const requests = recordsAt(driver, 'spec', 'tokenRequests');
  if (requests.length === 0) return '<unset>';
  return requests.map((request) => stringAt(request, 'audience')).join(',');
}

/** What `kubectl get` shows of storage, after the name. */
export const storageColumns: Readonly<Record<string, readonly PrinterColumn[]>> = {
  persistentvolumeclaims: [
    column('Status', phaseOf),
    column('Volume', (claim) => stringAt(claim, 'spec', 'volumeName')),
    column('Capacity', (claim) => stringAt(claim, 'status', 'capacity', 'storage')),
    column('Access Modes', accessModes),
    className,
    attributesClass,
    age,
    volumeMode,
  ],
  persistentvolumes: [
    column('Capacity', (volume) => stringAt(volume, 'spec', 'capacity', 'storage')),
    column('Access Modes', accessModes),
    column('Reclaim Policy', (volume) => stringAt(volume, 'spec', 'persistentVolumeReclaimPolicy')),
    column('Status', phaseOf),
    column('Claim', claimOf),
    className,
    attributesClass,
    column('Reason', (volume) => stringAt(volume, 'status', 'reason')),
    age,
    volumeMode,
  ],
  'storage.k8s.io/storageclasses': [
    column('Provisioner', (o) => stringAt(o, 'provisioner')),
    column('ReclaimPolicy', (o) => stringAt(o, 'reclaimPolicy')),
    column('VolumeBindingMode', (o) => stringAt(o, 'volumeBindingMode')),
    column('AllowVolumeExpansion', (o) => at(o, 'allowVolumeExpansion') === true, 'boolean'),
    age,
  ],
  'storage.k8s.io/csidrivers': [
    column('AttachRequired', isOn('attachRequired'), 'boolean'),
    column('PodInfoOnMount', isOn('podInfoOnMount'), 'boolean'),
    column('StorageCapacity', isOn('storageCapacity'), 'boolean'),
    column('TokenRequests', tokenAudiences),
    column('RequiresRepublish', isOn('requiresRepublish'), 'boolean'),
    column('Modes', (o) => listAt(o, 'spec', 'volumeLifecycleModes').join(',')),
    age,
  ],
  'storage.k8s.io/csinodes': [
    column('Drivers', (o) => listAt(o, 'spec', 'drivers').length, 'integer'),
    age,
  ],
  'storage.k8s.io/volumeattachments': [
    column('Attacher', (o) => stringAt(o, 'spec', 'attacher')),
    column('PV', (o) => stringAt(o, 'spec', 'source', 'persistentVolumeName')),
    column('Node', (o) => stringAt(o, 'spec', 'nodeName')),
    column('Attached', (o) => at(o, 'status', 'attached') === true, 'boolean'),
    age,
  ],
  'storage.k8s.io/volumeattributesclasses': [
    column('DriverName', (o) => stringAt(o, 'driverName')),
    age,
  ],
};
