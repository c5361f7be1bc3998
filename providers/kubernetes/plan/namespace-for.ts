import type { Owner } from '../../../core/index.ts';

/** Namespace of a child: declared, else that of the custom resource, else `default` (katalog-language §8.1). */
export function namespaceFor(declared: string | undefined, owner: Owner): string {
  return declared ?? (owner.object.metadata.namespace || 'default');
}
