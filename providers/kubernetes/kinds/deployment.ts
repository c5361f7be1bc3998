import { subdomainName } from '../block/name-rules.ts';
import { COUNT } from '../block/parse-scalar.ts';
import { POD_FIELDS, readPodTemplate, SERVER_FIELDS } from '../pod/pod-template.ts';
import { ROLLING_UPDATE_SCHEMA, readRollingUpdate } from '../pod/rolling-update.ts';
import { podIdentity } from '../pod/workload.ts';
import { blockSchema, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

/** `deployments` (katalog-language §7.4). */
export const deployment: KindDefinition = {
  key: 'deployments',
  type: builtinType('apps/v1', 'Deployment', {
    plural: 'deployments',
    subresources: ['scale', 'status'],
  }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: outputNames(['deployments'], ['deployment']),
  nameRule: subdomainName,
  defaultName: (ownerName) => `${ownerName}-deployment`,
  build(block, context) {
    const rollingUpdate = readRollingUpdate(block);
    return {
      spec: compact({
        replicas: block.integer('replicas', COUNT),
        selector: { matchLabels: podIdentity(context.ownerLabels, context) },
        strategy:
          rollingUpdate === undefined ? undefined : { type: 'RollingUpdate', rollingUpdate },
        template: readPodTemplate(block, context, { isServer: true }),
      }),
    };
  },
  schema: blockSchema('Deployment', 'Pods of one kind, kept running.', {
    fields: {
      replicas: scalar('Number of pods. Default: 1, or what scales the Deployment.'),
      rollingUpdate: ROLLING_UPDATE_SCHEMA,
      ...POD_FIELDS,
      ...SERVER_FIELDS,
    },
    required: ['image'],
  }),
};
