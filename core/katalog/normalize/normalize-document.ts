import {
  changeAt,
  listAt,
  mapAt,
  mapValues,
  scalarAt,
  withEntry,
  withoutKey,
} from '../source/edit-node.ts';
import { childOf, entryOf } from '../source/node-path.ts';
import type { SourceMap, SourceNode } from '../source/source-node.ts';
import { normalizeCrd } from './normalize-crd.ts';
import { normalizeMotif } from './normalize-motif.ts';
import type { Normalizer } from './normalizer.ts';

/** The `apiVersion` of every document of the language. */
export const API_VERSION = 'orkestra.orkspace.io/v1';

/** The one before it (dialect V0, katalog-language §0.2). */
export const OLD_API_VERSION = 'orkestra.konductor.io/v1Alpha';

const OLD_DEPRECATION = {
  from: ['metadata', 'deprecation'],
  to: ['lifecycle', 'deprecation'],
  isOld: true,
};

/** A document of the language in canonical form (katalog-language §0.3). */
export function normalizeDocument(node: SourceNode, normalizer: Normalizer): SourceNode {
  if (node.kind !== 'map') return node;
  const current = normalizer.move(normalizeApiVersion(node, normalizer), OLD_DEPRECATION);
  const named = changeAt(normalizeImports(current, normalizer), 'notes', normalizeNotes);
  if (kindOf(node) === 'Motif') return normalizeMotif(named, normalizer);
  return changeAt(named, 'spec', (spec) =>
    changeAt(spec, 'crds', (crds) =>
      mapValues(crdsByName(crds, normalizer), (crd) => normalizeCrd(crd, normalizer)),
    ),
  );
}

function kindOf(node: SourceNode): string {
  const kind = childOf(node, 'kind');
  return kind?.kind === 'scalar' ? kind.text : '';
}

function normalizeApiVersion(node: SourceMap, normalizer: Normalizer): SourceMap {
  const entry = entryOf(node, 'apiVersion');
  if (entry?.value.kind !== 'scalar' || entry.value.text !== OLD_API_VERSION) return node;
  normalizer.hint(entry.value.start, `apiVersion ${OLD_API_VERSION}`, `apiVersion ${API_VERSION}`);
  return withEntry(node, {
    ...entry,
    value: { ...entry.value, value: API_VERSION, text: API_VERSION },
  });
}

/** `sources` as `imports`, `sources.oci[].ref` as `imports.registry[].url`. */
function normalizeImports(node: SourceMap, normalizer: Normalizer): SourceMap {
  if (kindOf(node) !== 'Komposer') return node;
  const imports = entryOf(normalizer.rename(node, 'sources', 'imports'), 'imports');
  if (imports === undefined) return node;
  const renamed = normalizer.rename(node, 'sources', 'imports');
  return withEntry(renamed, { ...imports, value: normalizeOciList(imports.value, normalizer) });
}

function normalizeOciList(imports: SourceNode, normalizer: Normalizer): SourceNode {
  const oci = entryOf(imports, 'oci');
  if (imports.kind !== 'map' || oci?.value.kind !== 'list') return imports;
  const converted = oci.value.items.map((item) => {
    if (item.kind !== 'map') return item;
    const named = normalizer.rename(item, 'ref', 'url');
    return withEntry(named, { key: 'oci', keyStart: item.start, value: scalarAt(item, true) });
  });
  const present = childOf(imports, 'registry');
  const items = [...(present?.kind === 'list' ? present.items : []), ...converted];
  const value = { ...oci.value, items };
  return withEntry(withoutKey(imports, 'oci'), { key: 'registry', keyStart: oci.keyStart, value });
}

/** `crds: [{ name: x, … }]` as `crds: { x: { … } }`; entries without a name stay and are refused by the schema. */
function crdsByName(crds: SourceNode, normalizer: Normalizer): SourceNode {
  if (crds.kind !== 'list') return crds;
  const entries = crds.items.map((item) => {
    const name = childOf(item, 'name');
    if (item.kind !== 'map' || name?.kind !== 'scalar') return undefined;
    return { key: name.text, keyStart: name.start, value: withoutKey(item, 'name') };
  });
  if (entries.some((entry) => entry === undefined)) return crds;
  normalizer.hint(crds.start, 'crds as a list', 'crds as a map by name');
  return mapAt(
    crds,
    entries.filter((entry) => entry !== undefined),
  );
}

/** `[{ name, expression }]` and `{ name: { expression } }` as `{ functions: [{ name, expression }] }` (notes.md §2). */
function normalizeNotes(notes: SourceNode): SourceNode {
  if (notes.kind === 'list') return notesOf(notes, notes.items);
  if (notes.kind !== 'map' || childOf(notes, 'functions') !== undefined) return notes;
  if (!notes.entries.every(({ value }) => value.kind === 'map')) return notes;
  const items = notes.entries.map(({ key, keyStart, value }) => {
    const name = { ...scalarAt(value, key), start: keyStart };
    const entries = value.kind === 'map' ? value.entries : [];
    return mapAt(value, [{ key: 'name', keyStart, value: name }, ...entries]);
  });
  return notesOf(notes, items);
}

function notesOf(place: SourceNode, items: readonly SourceNode[]): SourceNode {
  return mapAt(place, [{ key: 'functions', keyStart: place.start, value: listAt(place, items) }]);
}
