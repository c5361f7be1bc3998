import type { Owner } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { labelName, subdomainName } from '../block/name-rules.ts';
import type { CopySource } from './desired-child.ts';
import { namespaceFor } from './namespace-for.ts';

const FIELDS: Readonly<
  Record<string, { readonly field: string; readonly kind: CopySource['kind'] }>
> = {
  secrets: { field: 'fromSecret', kind: 'Secret' },
  configMaps: { field: 'fromConfigMap', kind: 'ConfigMap' },
};

/** The object whose data a Secret or ConfigMap starts from (katalog-language §7.6). */
export function readCopySource(
  reader: BlockReader,
  key: string,
  owner: Owner,
): CopySource | undefined {
  const known = FIELDS[key];
  if (known === undefined) return undefined;
  const name = reader.name(known.field, subdomainName);
  const namespace = reader.name('fromNamespace', labelName);
  if (name === undefined) {
    if (namespace !== undefined && !reader.has(known.field)) {
      reader.report('fromNamespace', `needs ${known.field}`);
    }
    return undefined;
  }
  return { kind: known.kind, name, namespace: namespaceFor(namespace, owner) };
}
