import type { BlockProvider } from '../../../core/katalog/index.ts';
import { checkBlock } from '../../../providers/kubernetes/check-block.ts';
import { checkTogether } from '../../../providers/kubernetes/check-together.ts';
import { describeKubernetes } from '../../../providers/kubernetes/describe.ts';

/** The kinds of Kubernetes, with no cluster behind them. */
export function aKubernetesProvider(): BlockProvider {
  return {
    describe: describeKubernetes,
    check: async (request) => checkBlock(request),
    checkTogether: async (blocks) => checkTogether(blocks),
  };
}
