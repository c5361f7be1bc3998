import type { SourcePosition } from '../../program/program.ts';
import type { NodePath, SourceEntry, SourceNode } from './source-node.ts';

/** Value of a key, `undefined` where the node is no map or lacks it. */
export function childOf(node: SourceNode | undefined, key: string): SourceNode | undefined {
  return entryOf(node, key)?.value;
}

/** Entry of a key, with the place of the key itself. */
export function entryOf(node: SourceNode | undefined, key: string): SourceEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** Node at a path, `undefined` where a step is missing. */
export function nodeAt(root: SourceNode, path: NodePath): SourceNode | undefined {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'list' && typeof step === 'number') node = node.items[step];
    else node = childOf(node, String(step));
  }
  return node;
}

/** Place of what stands at a path: the key of a map's entry, or the item of a list; the nearest parent when missing. */
export function positionAt(root: SourceNode, path: NodePath): SourcePosition {
  const parent = path.length === 0 ? undefined : nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  const entry = entryOf(parent, String(last));
  if (parent !== undefined && entry !== undefined) return parent.source.positionAt(entry.keyStart);
  const node = nodeAt(root, path);
  if (node !== undefined) return node.source.positionAt(node.start);
  return path.length === 0
    ? root.source.positionAt(root.start)
    : positionAt(root, path.slice(0, -1));
}

/** `spec.crds.website.operatorBox.onCreate.deployments[0].name`; keys that hold other characters are quoted. */
export function formatPath(path: NodePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w$-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `["${step}"]`;
  }
  return text;
}
