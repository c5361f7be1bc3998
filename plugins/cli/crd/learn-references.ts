import {
  type CrdProgram,
  isObject,
  type JsonObject,
  type JsonValue,
  type PathReference,
  type ResourceBlock,
  type ResourceEntry,
} from '../../../core/index.ts';
import type { FieldTree } from './field-tree.ts';
import type { Rewriting } from './rewriting.ts';

/** A value that is one field and nothing else: it fills the place it stands in. */
const ONE_FIELD = /^\{\{-?\s*\.(spec(?:\.[A-Za-z_]\w*)+)\s*-?\}\}$/;

/** A step that a map can have; anything else goes into a list, or no one knows where. */
const KEY = /^[A-Za-z_][\w-]*$/;

/** Fields of blocks that are read in any case, and only as a whole number or its text. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set([
  'deployments.replicas',
  'statefulSets.replicas',
  'services.port',
]);

/** What is learned, and what the operator rewrites before it reads. */
export interface Learning {
  readonly root: FieldTree;
  readonly rewriting: Rewriting;
}

/**
 * Lists the fields of the custom resource that are read.
 *
 * @remarks That a template ranges over a field, or that JSONata reads a step below it, says little about its type: a list, a map,
 * a number and nothing at all may do. So being read closes nothing.
 */
export function learnReferences(crd: CrdProgram, learning: Learning): void {
  const { root } = learning;
  const groups = crd.onDelete?.groups ?? [];
  for (const block of [crd.onCreate, crd.onReconcile]) {
    const isAlways = crd.when.isEmpty && block.when.isEmpty;
    for (const entry of block.entries) learnEntry(entry, isAlways, learning);
  }
  for (const { entries } of groups) for (const entry of entries) learnEntry(entry, false, learning);
  list(referencesOf(crd), root);
}

function referencesOf(crd: CrdProgram): readonly PathReference[] {
  const blocks: readonly (ResourceBlock | undefined)[] = [crd.onCreate, crd.onReconcile];
  return [
    ...crd.status.fields.flatMap(({ value, when }) => [...value.references, ...when.references]),
    ...crd.normalize.flatMap(({ expression }) => expression.references),
    ...crd.mutation.rules.flatMap(({ field, value, when }) => [
      ...field.references,
      ...('references' in value ? value.references : []),
      ...when.references,
    ]),
    ...crd.validation.flatMap(({ message, when }) => [...message.references, ...when.references]),
    ...Object.values(crd.labels).flatMap(({ references }) => references),
    ...[crd, ...blocks].flatMap((gate) => gate?.when.references ?? []),
  ];
}

function learnEntry(entry: ResourceEntry, isAlways: boolean, learning: Learning): void {
  const { block, forEach, id, identity, mode, when, written } = entry;
  const { root } = learning;
  if (forEach !== undefined && forEach.path[0] === 'spec') {
    const field = fieldAt(forEach.path, root);
    field.describe(`A list or a map, for each item of which ${id} makes an object.`);
  }
  const isEnforced = isAlways && when.isEmpty && forEach === undefined && mode === 'apply';
  for (const [key, value] of Object.entries(written)) {
    const path = isEnforced ? oneField(value) : undefined;
    const isWhole = WHOLE_NUMBERS.has(`${entry.kind}.${key}`);
    if (path !== undefined && isWhole && learning.rewriting(path) !== 'any')
      root.at(path).facts.isIntOrString = true;
  }
  describeTargets(written, id, root);
  list([...block.references, ...identity.references, ...when.references], root);
}

/** Says of fields that fill a place which place that is. */
function describeTargets(value: JsonValue | undefined, place: string, root: FieldTree): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) describeTargets(item, `${place}[${index}]`, root);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value as JsonObject))
      describeTargets(item, `${place}.${name}`, root);
  } else {
    const path = oneField(value);
    if (path !== undefined) root.at(path).describe(`Fills ${place}.`);
  }
}

function oneField(value: JsonValue | undefined): readonly string[] | undefined {
  const [, path] = typeof value === 'string' ? (ONE_FIELD.exec(value) ?? []) : [];
  return path?.split('.');
}

function list(references: readonly PathReference[], root: FieldTree): void {
  for (const { path, throughLists } of references) {
    if (path[0] !== 'spec' || path.length < 2) continue;
    fieldAt(throughLists === true ? path.slice(0, 2) : path, root);
  }
}

/** The field at a path, as far as the path is one of keys. */
function fieldAt(path: readonly string[], root: FieldTree): FieldTree {
  const end = path.findIndex((step) => !KEY.test(step));
  return root.at(end < 0 ? path : path.slice(0, end));
}
