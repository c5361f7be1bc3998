import { subdomainName } from '../block/name-rules.ts';
import { blockSchema } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { type KindDefinition, outputNames, WAVE } from './kind.ts';

/** `serviceAccounts` (katalog-language §7.9). */
export const serviceAccount: KindDefinition = {
  key: 'serviceAccounts',
  type: builtinType('v1', 'ServiceAccount', { plural: 'serviceaccounts' }),
  wave: WAVE.foundation,
  createOnce: false,
  outputs: outputNames(['serviceAccounts'], ['serviceAccount']),
  nameRule: subdomainName,
  defaultName: (ownerName) => `${ownerName}-sa`,
  build: () => ({}),
  schema: blockSchema('ServiceAccount', 'An identity for pods.', { fields: {} }),
};
