import type { NodePath } from '../source/source-node.ts';

/** Parts of a box that hold resources. */
export type Section = 'onCreate' | 'onReconcile' | 'onDelete';

/** Where entries stand: their path in the document and the beginning of their ids. */
export interface EntryPlace {
  readonly section: Section;
  readonly path: NodePath;
  readonly id: string;
  /** Keys beside those of resources. */
  readonly ownKeys: ReadonlySet<string>;
}

/** Path of an entry in its document, from its id (`onCreate.services[0]`). */
export function entryPath(id: string, crd: NodePath): NodePath {
  const steps = id.split(/[.[\]]/).filter((step) => step !== '');
  const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return [...crd, 'operatorBox', ...path];
}
