import { Identity } from '../../../core/index.ts';
import { serviceName } from '../block/name-rules.ts';
import { PORT } from '../block/parse-scalar.ts';
import { readLabelMap } from '../pod/label-map.ts';
import { targetOf } from '../pod/service-target.ts';
import { asLabelValue } from '../pod/workload.ts';
import { blockSchema, scalar, textMap } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, WAVE } from './kind.ts';

/** Port of a Service that names none, in front of workloads that name none. */
const DEFAULT_PORT = 80;

/** `services` (katalog-language §7.5). */
export const service: KindDefinition = {
  key: 'services',
  type: builtinType('v1', 'Service', { plural: 'services', subresources: ['status'] }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: { plurals: ['services'], singular: 'service' },
  nameRule: serviceName,
  defaultName: (ownerName) => `${ownerName}-svc`,
  build(block, { name, namespace, ownerName, workloads }) {
    const declared = block.integer('port', { ...PORT, min: 0 }) ?? 0;
    const isLeftOut = !block.keys().includes('port');
    const isNone = !block.has('port') || Number(block.raw('port')) === 0;
    if (isNone && !isLeftOut) block.report('port', 'is required');
    const targetPort = block.integer('targetPort', PORT);
    const selector = readLabelMap(block, 'selector');
    const wish = targetPort ?? declared;
    const target =
      selector === undefined || Object.keys(selector).length === 0
        ? targetOf({ name, namespace, ...(wish === 0 ? {} : { targetPort: wish }) }, workloads)
        : undefined;
    const near = workloads.filter((workload) => workload.namespace === namespace);
    const behind = target ?? (near.length === 1 ? near[0] : undefined);
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
        selector: {
          ...selector,
          [Identity.ownerLabel]: asLabelValue(ownerName),
          ...(target === undefined ? {} : { [Identity.workloadLabel]: asLabelValue(target.name) }),
        },
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
        'Labels of the pods, besides the owner label. Default: the workload that fits by name or port.',
      ),
    },
  }),
};
