import { dataKey, subdomainName } from '../block/name-rules.ts';
import { blockSchema, contentMap, listOf, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { readBinaryData, readData } from './data.ts';
import { compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

/** `configMaps` (katalog-language §7.6). */
export const configMap: KindDefinition = {
  key: 'configMaps',
  type: builtinType('v1', 'ConfigMap', { plural: 'configmaps' }),
  wave: WAVE.foundation,
  createOnce: false,
  hasCopies: true,
  outputs: outputNames(['configMaps'], ['configMap']),
  nameRule: subdomainName,
  defaultName: (ownerName) => `${ownerName}-config`,
  build(block) {
    const data = readData(block, dataKey);
    return compact({ data, binaryData: readBinaryData(block, { data, rule: dataKey }) });
  },
  schema: blockSchema('ConfigMap', 'Settings by key.', {
    fields: {
      data: contentMap('Texts by key, taken as written.', 'text/plain'),
      binaryData: contentMap(
        'Bytes by key, not encoded; taken as written.',
        'application/octet-stream',
      ),
      fromConfigMap: scalar('ConfigMap whose data is copied; keys of data win.'),
      fromNamespace: scalar('Namespace of fromConfigMap. Default: that of the custom resource.'),
      toNamespaces: listOf(
        scalar('Namespace, or a template that yields a list.'),
        'One copy in each of these namespaces instead of one in namespace.',
      ),
    },
  }),
};
