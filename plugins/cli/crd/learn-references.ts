import {
  type CrdProgram,
  isObject,
  type JsonObject,
  type JsonValue,
  type PathReference,
  type ResourceEntry,
} from '../../../core/index.ts';
import type { FieldTree } from './field-tree.ts';
import { typeOfTarget } from './infer-type.ts';

/** A value that is one field and nothing else: it has the type of the place it stands in. */
const ONE_FIELD = /^\{\{-?\s*\.(spec(?:\.[A-Za-z_]\w*)+)\s*-?\}\}$/;

/** Learns which fields of the custom resource are read, and what type the places need that they are put in. */
export function learnReferences(crd: CrdProgram, root: FieldTree): void {
  const groups = crd.onDelete?.groups ?? [];
  const deleted = groups.flatMap(({ entries }) => entries);
  for (const entry of [...crd.onCreate.entries, ...crd.onReconcile.entries, ...deleted])
    learnEntry(entry, root);
  for (const { value, when } of crd.status.fields)
    touch([...value.references, ...when.references], root);
  for (const { expression } of crd.normalize) touch(expression.references, root);
  for (const { when } of crd.validation) touch(when.references, root);
  for (const expression of Object.values(crd.labels)) touch(expression.references, root);
  for (const { when } of [crd, crd.onCreate, crd.onReconcile]) touch(when.references, root);
}

function learnEntry(entry: ResourceEntry, root: FieldTree): void {
  if (entry.forEach !== undefined && entry.forEach.path[0] === 'spec')
    root.at(entry.forEach.path).learn('array');
  learnTargets(entry.written, '', root);
  touch([...entry.block.references, ...entry.identity.references, ...entry.when.references], root);
}

function learnTargets(value: JsonValue | undefined, key: string, root: FieldTree): void {
  if (Array.isArray(value)) {
    for (const item of value) learnTargets(item, key, root);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value as JsonObject)) learnTargets(item, name, root);
  } else if (typeof value === 'string') {
    const path = ONE_FIELD.exec(value)?.[1];
    if (path !== undefined) root.at(path.split('.')).learn(typeOfTarget(key));
  }
}

/** Makes sure that what is read exists. */
function touch(references: readonly PathReference[], root: FieldTree): void {
  for (const { path } of references) if (path[0] === 'spec' && path.length > 1) root.at(path);
}
