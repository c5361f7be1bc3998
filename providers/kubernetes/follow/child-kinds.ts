import {
  formatGvk,
  type GroupVersionKind,
  gvkOf,
  isObject,
  type JsonObject,
} from '../../../core/index.ts';
import { builtInKind, builtInKindOf } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';

/** A kind of object that a CRD entry may create. */
export interface ChildKind {
  readonly gvk: GroupVersionKind;
  /** Key of the kind in a Katalog; `custom` for those without a short form. */
  readonly key: string;
  /** `true`: its type is known without discovery. */
  readonly isBuiltIn: boolean;
  /** `true`: every object stays in the namespace of its custom resource, if the kind has namespaces. */
  readonly staysHome: boolean;
}

/** Kinds that blocks may create, each once. */
export function childKinds(
  blocks: readonly { readonly kind: string; readonly block: JsonObject }[],
): readonly ChildKind[] {
  const kinds = new Map<string, ChildKind>();
  for (const { kind, block } of blocks) {
    for (const found of kind === CUSTOM_KEY ? [customKind(block)] : shortKinds(kind, block)) {
      if (found === undefined) continue;
      const id = formatGvk(found.gvk);
      const before = kinds.get(id);
      kinds.set(id, { ...found, staysHome: found.staysHome && (before?.staysHome ?? true) });
    }
  }
  return [...kinds.values()];
}

function shortKinds(key: string, block: JsonObject): readonly (ChildKind | undefined)[] {
  const own = shortKind(key, block);
  const { tls } = block;
  const mayCreate = isObject(tls) ? ![undefined, null, false].includes(tls['create'] as null) : tls;
  return key === 'ingresses' && mayCreate ? [shortKind('secrets', block), own] : [own];
}

function shortKind(key: string, block: JsonObject): ChildKind | undefined {
  const kind = builtInKind(key);
  if (kind === undefined) return undefined;
  const staysHome = isHome(block['namespace']) && block['toNamespaces'] === undefined;
  const { group, version, kind: name } = kind.type;
  return { gvk: { group, version, kind: name }, key, isBuiltIn: true, staysHome };
}

function customKind(block: JsonObject): ChildKind | undefined {
  const { apiVersion, kind, metadata } = block;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const gvk = gvkOf({ apiVersion, kind });
  const known = builtInKindOf(gvk);
  const place = isObject(metadata) ? metadata : {};
  return {
    gvk,
    key: known?.key ?? CUSTOM_KEY,
    isBuiltIn: known?.type.version === gvk.version,
    staysHome: isHome(place['namespace']) && String(place['namespaced']) !== 'false',
  };
}

const OWN_NAMESPACE = /^\{\{-?\s*\.metadata\.namespace\s*-?\}\}$/;

/** No namespace means that of the custom resource, and so does the template that says so. */
function isHome(namespace: unknown): boolean {
  return namespace === undefined || OWN_NAMESPACE.test(String(namespace).trim());
}
