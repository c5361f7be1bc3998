import { Identity } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { serviceName } from '../block/name-rules.ts';
import { PORT } from '../block/parse-scalar.ts';
import { readLabelMap } from '../pod/label-map.ts';
import { ambiguityOf, targetsOf } from '../pod/service-target.ts';
import { isSelected, type Labels, podIdentity, type Workload } from '../pod/workload.ts';
import { blockSchema, scalar, textMap } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { type BuildContext, compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

/** Port of a Service that names none, in front of workloads that name none. */
const DEFAULT_PORT = 80;

interface Selection {
  readonly selector: Labels;
  /** The one workload whose pods are selected. */
  readonly behind?: Workload | undefined;
}

/**
 * Which pods are meant: never those of another custom resource, of whatever kind and namespace.
 *
 * @remarks Pods that no block here declares, e.g. those of a `custom` entry, carry what their author gave them: a selector of the
 * author's own gets no more than the owner's name beside it.
 */
function readSelector(
  block: BlockReader,
  { namespace, ownerLabels, workloads }: BuildContext,
  targets: readonly Workload[],
): Selection {
  const [behind, another] = targets;
  const declared = readLabelMap(block, 'selector') ?? {};
  if (Object.keys(declared).length === 0) {
    if (behind === undefined) return { selector: ownerLabels };
    if (another !== undefined) block.report('selector', ambiguityOf(targets));
    return { selector: podIdentity(ownerLabels, behind), behind };
  }
  const selected = workloads.filter((workload) => {
    const labels = { ...workload.labels, ...podIdentity(ownerLabels, workload) };
    return workload.namespace === namespace && isSelected(labels, declared);
  });
  const { [Identity.ownerLabel]: name = '' } = ownerLabels;
  const own = selected.length === 0 ? { [Identity.ownerLabel]: name } : ownerLabels;
  const selector = { ...declared, ...own };
  return { selector, behind: selected.length === 1 ? selected[0] : behind };
}

/** `services` (katalog-language §7.5). */
export const service: KindDefinition = {
  key: 'services',
  type: builtinType('v1', 'Service', { plural: 'services', subresources: ['status'] }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: outputNames(['services'], ['service']),
  nameRule: serviceName,
  defaultName: (ownerName) => `${ownerName}-svc`,
  build(block, context) {
    const { name, namespace, workloads } = context;
    const declared = block.integer('port', PORT) ?? 0;
    const isLeftOut = !block.keys().includes('port');
    if (!block.has('port') && !isLeftOut) block.report('port', 'is required');
    const targetPort = block.integer('targetPort', PORT);
    const wish = targetPort ?? declared;
    const service = { name, namespace, ...(wish === 0 ? {} : { targetPort: wish }) };
    const { selector, behind } = readSelector(block, context, targetsOf(service, workloads));
    const port = isLeftOut ? (targetPort ?? behind?.port ?? DEFAULT_PORT) : declared;
    const type = block.choice('type', ['ClusterIP', 'NodePort', 'LoadBalancer']) ?? 'ClusterIP';
    const isHeadless = block.boolean('headless') === true;
    const isKnown =
      !block.isDeferred(block.raw('headless')) && !block.isDeferred(block.raw('type'));
    if (isHeadless && isKnown && type !== 'ClusterIP') {
      block.report('headless', `cannot stand beside type: ${type}, which needs an address`);
    }
    return {
      spec: compact({
        type,
        clusterIP: isHeadless ? 'None' : undefined,
        selector,
        ports: [
          {
            port,
            targetPort: targetPort ?? port,
            protocol: block.choice('protocol', ['TCP', 'UDP', 'SCTP']) ?? 'TCP',
          },
        ],
      }),
    };
  },
  schema: blockSchema('Service', 'A stable address in front of pods.', {
    fields: {
      type: scalar('ClusterIP, NodePort or LoadBalancer. Default: ClusterIP.'),
      headless: scalar('true: DNS names the pods themselves (clusterIP: None). Default: false.'),
      port: scalar('Port of the Service. Default: targetPort, else that of the pods, else 80.'),
      targetPort: scalar('Port of the pods. Default: port.'),
      protocol: scalar('TCP, UDP or SCTP. Default: TCP.'),
      selector: textMap(
        'Labels of the pods, besides those of the owner. Default: the only workload, or the one that fits by name or port.',
      ),
    },
  }),
};
