import { changeAt } from '../source/edit-node.ts';
import type { SourceNode } from '../source/source-node.ts';
import { normalizeBlock } from './normalize-blocks.ts';
import { normalizeRules, normalizeStatus } from './normalize-crd.ts';
import type { Normalizer } from './normalizer.ts';

/** The parts of a Motif that later become parts of a CRD entry (katalog-language §1.4). */
export function normalizeMotif(node: SourceNode, normalizer: Normalizer): SourceNode {
  const rules = (value: SourceNode): SourceNode => normalizeRules(value, normalizer);
  const resources = changeAt(node, 'resources', (block) =>
    changeAt(normalizeBlock(block, normalizer), 'onCreate', (inner) =>
      normalizeBlock(inner, normalizer),
    ),
  );
  const status = changeAt(resources, 'status', (value) => normalizeStatus(value, normalizer));
  return changeAt(status, 'admission', (admission) =>
    changeAt(changeAt(admission, 'validation', rules), 'mutation', rules),
  );
}
