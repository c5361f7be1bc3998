import { apiVersionOf, type ProviderDescription, type ProviderKind } from '../../core/index.ts';
import { BUILT_IN_KINDS } from './kinds/built-in-kinds.ts';
import { CUSTOM_KEY, CUSTOM_OUTPUTS, CUSTOM_SCHEMA, CUSTOM_WAVE } from './kinds/custom.ts';
import { PROVIDER } from './plan/operations.ts';

const CUSTOM: ProviderKind = {
  key: CUSTOM_KEY,
  schema: CUSTOM_SCHEMA,
  wave: CUSTOM_WAVE,
  createOnce: false,
  outputs: CUSTOM_OUTPUTS,
};

const DESCRIPTION: ProviderDescription = {
  name: PROVIDER,
  version: '1',
  outputsRoot: 'children',
  kinds: [
    ...BUILT_IN_KINDS.map(({ key, schema, wave, createOnce, outputs, type }) => ({
      key,
      objectType: { apiVersion: apiVersionOf(type), kind: type.kind },
      schema,
      wave,
      createOnce,
      outputs,
    })),
    CUSTOM,
  ],
};

/** Name, version and kinds of the provider. */
export function describeKubernetes(): ProviderDescription {
  return DESCRIPTION;
}
