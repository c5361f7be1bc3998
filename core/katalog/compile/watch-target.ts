import type { CrdEntry } from '../../../schemas/index.ts';
import type { GroupVersionKind } from '../../object/gvk.ts';
import type { JsonObject } from '../../object/json.ts';
import type { DocumentContext } from '../check/document-context.ts';
import type { NodePath } from '../source/source-node.ts';
import type { CrdManifest } from './crd-manifest.ts';

/** The kind an operator watches. */
export interface WatchTarget {
  readonly gvk: GroupVersionKind;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly schema: JsonObject | undefined;
  /** `true`: its definition has no status subresource, so no status is ever stored. */
  readonly lacksStatus?: boolean;
  /** `true`: a kind of Kubernetes itself. */
  readonly isBuiltIn: boolean;
}

/** An entry, and the definitions of kinds that were read. */
export interface TargetInput {
  readonly written: CrdEntry;
  readonly path: NodePath;
  readonly document: DocumentContext;
  /** That of `crdFile`. */
  readonly named: readonly CrdManifest[] | 'missing' | 'faulty' | undefined;
  /** All that were found beside the Katalog. */
  readonly beside: readonly CrdManifest[];
}
