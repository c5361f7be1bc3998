import type { BlockReader } from '../block/block-reader.ts';
import { subdomainName } from '../block/name-rules.ts';
import { positiveQuantity } from '../block/quantity.ts';
import { blockSchema, listOf, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

/** How a volume may be mounted. */
const ACCESS_MODES = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
] as const;

/** `accessModes`; one of them stands alone. */
export function readAccessModes(block: BlockReader): readonly string[] {
  const modes = block.choices('accessModes', ACCESS_MODES) ?? ['ReadWriteOnce'];
  if (modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod')) {
    block.report('accessModes', 'may not use ReadWriteOncePod with other access modes');
  }
  return modes;
}

/** `persistentVolumeClaims` (katalog-language §7.6); of an existing one only the storage can grow. */
export const persistentVolumeClaim: KindDefinition = {
  key: 'persistentVolumeClaims',
  type: builtinType('v1', 'PersistentVolumeClaim', {
    plural: 'persistentvolumeclaims',
    subresources: ['status'],
  }),
  wave: WAVE.foundation,
  createOnce: false,
  outputs: outputNames(['persistentVolumeClaims', 'pvcs'], ['persistentVolumeClaim', 'pvc']),
  nameRule: subdomainName,
  defaultName: (ownerName) => `${ownerName}-pvc`,
  build(block) {
    const storage = block.quantity('storage', positiveQuantity);
    if (!block.has('storage')) block.report('storage', 'is required');
    return {
      spec: compact({
        accessModes: readAccessModes(block),
        storageClassName: block.name('storageClassName', subdomainName),
        volumeMode: block.choice('volumeMode', ['Filesystem', 'Block']) ?? 'Filesystem',
        volumeName: block.name('volumeName', subdomainName),
        resources: { requests: { storage } },
      }),
    };
  },
  schema: blockSchema('PersistentVolumeClaim', 'Storage for pods.', {
    fields: {
      storage: scalar('Size, e.g. 10Gi; may grow later.'),
      storageClassName: scalar('StorageClass. Default: that of the cluster.'),
      accessModes: listOf(scalar('Access mode.'), 'Default: ReadWriteOnce.'),
      volumeMode: scalar('Filesystem or Block. Default: Filesystem.'),
      volumeName: scalar('A certain PersistentVolume. Default: any that fits.'),
    },
    required: ['storage'],
  }),
};
