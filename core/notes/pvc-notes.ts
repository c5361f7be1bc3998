import { isObject } from '../object/json.ts';
import { getPath } from '../object/path.ts';
import { defineNotes } from './define-note.ts';
import { plainText } from './go-text.ts';
import type { Note } from './note.ts';
import { joined, textAt, textsAt } from './object-fields.ts';

const UNBOUND = 'Unbound';

/** Volume claims; the volume is known where the CRD has `enrich:` (notes.md §1.17). */
export const pvcNotes: readonly Note[] = defineNotes('pvc', {
  'pvcPhase(claim any) string': {
    description: 'status.phase.',
    example: ['{{ pvcPhase .children.pvc }}', 'Bound'],
    call: (args) => textAt(args.any(0), 'status', 'phase'),
  },
  'pvcBound(claim any) boolean': {
    description: 'Whether the phase is Bound.',
    example: ['{{ pvcBound .children.pvc }}', 'true'],
    call: (args) => textAt(args.any(0), 'status', 'phase') === 'Bound',
  },
  'pvcCapacity(claim any) string': {
    description: 'The storage that is asked for.',
    example: ['{{ pvcCapacity .children.pvc }}', '10Gi'],
    call: (args) => plainText(getPath(args.any(0), ['spec', 'resources', 'requests', 'storage'])),
  },
  'pvcStorageClass(claim any) string': {
    description: 'spec.storageClassName.',
    example: ['{{ pvcStorageClass .children.pvc }}', 'fast'],
    call: (args) => textAt(args.any(0), 'spec', 'storageClassName'),
  },
  'pvcAccessModes(claim any) string': {
    description: 'The access modes.',
    example: ['{{ pvcAccessModes .children.pvc }}', 'ReadWriteOnce, ReadOnlyMany'],
    call: (args) => joined(textsAt(args.any(0), 'spec', 'accessModes')),
  },
  'pvcProvisioner(claim any) string': {
    description: 'What provisioned the volume; "Unbound" where there is none.',
    example: ['{{ pvcProvisioner .children.pvc }}', 'csi.example.com'],
    call: (args) =>
      volumeText(args.any(0), ['metadata', 'annotations', 'pv.kubernetes.io/provisioned-by']),
  },
  'pvcVolumeMode(claim any) string': {
    description: 'Mode of the volume; "Unbound" where there is none.',
    example: ['{{ pvcVolumeMode .children.pvc }}', 'Filesystem'],
    call: (args) => volumeText(args.any(0), ['spec', 'volumeMode']),
  },
});

function volumeText(claim: unknown, path: readonly string[]): string {
  const volume = getPath(claim, ['_pv']);
  return isObject(volume) ? textAt(volume, ...path) : UNBOUND;
}
