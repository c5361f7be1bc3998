import type { KindBehaviour } from '../resources/kind-behaviour.ts';
import { immutableData, validateDataKeys } from './validation/data-keys.ts';

export const configMapBehaviour: KindBehaviour = {
  validate: (object, old) => [
    ...validateDataKeys(object, ['data', 'binaryData']),
    ...immutableData(object, old),
  ],
};
