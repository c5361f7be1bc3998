import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import { type CopySource, childId, type DesiredChild } from './desired-child.ts';

/** In what order copies are made. */
export interface CopyOrder {
  /** Wave of a child: a copy goes out after its source, and both before what refers to them. */
  waveOf(child: DesiredChild): number;
  /** The same plan asks for the source too. */
  isSourceComing(source: CopySource): boolean;
}

/** Puts copies behind the sources that the same plan makes. */
export function copyOrder(children: readonly DesiredChild[]): CopyOrder {
  const byId = new Map(children.map((child) => [child.id, child]));
  const depthOf = (child: DesiredChild, seen: ReadonlySet<string>): number => {
    const source = child.copyFrom === undefined ? undefined : byId.get(idOf(child.copyFrom));
    if (source === undefined || seen.has(source.id)) return 0;
    return 1 + depthOf(source, new Set([...seen, source.id]));
  };
  return {
    waveOf(child) {
      if (child.copyFrom === undefined) return child.wave;
      const depth = depthOf(child, new Set([child.id]));
      return child.wave + depth / (depth + 1);
    },
    isSourceComing: (source) => byId.has(idOf(source)),
  };
}

function idOf({ kind, namespace, name }: CopySource): string {
  const type = builtInKindOf({ group: '', kind })?.type;
  return type === undefined ? '' : childId(type, namespace, name);
}
