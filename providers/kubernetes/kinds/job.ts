import { jobName } from '../block/name-rules.ts';
import { COUNT } from '../block/parse-scalar.ts';
import { POD_FIELDS, readPodTemplate } from '../pod/pod-template.ts';
import { blockSchema, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, outputNames, WAVE } from './kind.ts';

/**
 * A Job of `onDelete` that has run is not deleted by us, or the next cycle would run it again: the cluster removes it
 * this long after it finished, in seconds.
 */
const RUN_TTL_SECONDS = 3_600;

/** `jobs` (katalog-language §7.4). */
export const job: KindDefinition = {
  key: 'jobs',
  type: builtinType('batch/v1', 'Job', { plural: 'jobs', subresources: ['status'] }),
  wave: WAVE.rest,
  createOnce: true,
  outputs: outputNames(['jobs'], ['job']),
  nameRule: jobName,
  defaultName: (ownerName) => `${ownerName}-job`,
  build(block, context) {
    return {
      spec: compact({
        backoffLimit: block.integer('backoffLimit', COUNT),
        ttlSecondsAfterFinished: context.isRunOnDelete ? RUN_TTL_SECONDS : undefined,
        template: readPodTemplate(block, context, { isServer: false, restartPolicy: 'OnFailure' }),
      }),
    };
  },
  schema: blockSchema('Job', 'A task that runs once; it is created once and never changed.', {
    fields: {
      backoffLimit: scalar('Tries again before it counts as failed. Default: 6.'),
      ...POD_FIELDS,
    },
    required: ['image'],
  }),
};
