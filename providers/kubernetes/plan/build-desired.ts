import { type DesiredBlock, isOrkError } from '../../../core/index.ts';
import { BlockReader } from '../block/block-reader.ts';
import { buildChildren } from './build-children.ts';
import type { BuildWorld } from './build-world.ts';
import type { DesiredChild } from './desired-child.ts';
import { invalidBlock } from './plan-errors.ts';

/** The objects of an evaluated block, or why there are none. */
export type Built =
  | { readonly children: readonly DesiredChild[]; readonly warnings: readonly string[] }
  | { readonly error: Error };

/** Builds the objects of an evaluated block. */
export function buildDesired(block: DesiredBlock, world: Omit<BuildWorld, 'stage'>): Built {
  const reader = new BlockReader(block.block, { stage: 'evaluated' });
  try {
    const children = buildChildren(block, reader, { ...world, stage: 'evaluated' });
    if (reader.problems.length > 0) return { error: invalidBlock(block.entry, reader.problems) };
    return { children, warnings: reader.warnings };
  } catch (error) {
    if (!isOrkError(error)) throw error;
    return { error };
  }
}
