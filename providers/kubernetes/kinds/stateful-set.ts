import type { BlockReader } from '../block/block-reader.ts';
import { imageTag } from '../block/image-rules.ts';
import { labelName, subdomainName } from '../block/name-rules.ts';
import { COUNT } from '../block/parse-scalar.ts';
import { positiveQuantity } from '../block/quantity.ts';
import { POD_FIELDS, readPodTemplate, SERVER_FIELDS } from '../pod/pod-template.ts';
import { ROLLING_UPDATE_SCHEMA, readRollingUpdate } from '../pod/rolling-update.ts';
import { podIdentity } from '../pod/workload.ts';
import { blockSchema, listOf, nameOf, record, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, outputNames, type Part, WAVE } from './kind.ts';
import { readAccessModes } from './persistent-volume-claim.ts';

interface ClaimTemplate {
  readonly mount: Part;
  readonly template: Part;
}

function readClaimTemplates(block: BlockReader): readonly ClaimTemplate[] {
  return block.objects('volumeClaimTemplates').map((claim) => {
    const name = claim.name('name', labelName) ?? 'data';
    const storage = claim.quantity('storageSize', positiveQuantity);
    if (!claim.has('storageSize')) claim.report('storageSize', 'is required');
    const spec = compact({
      accessModes: readAccessModes(claim),
      storageClassName: claim.name('storageClass', subdomainName),
      resources: { requests: { storage } },
    });
    const mount = { name, mountPath: claim.text('mountPath') ?? '/data' };
    claim.end();
    const template = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec };
    return { mount, template };
  });
}

/** Mounts of claim templates that the block does not mount by itself. */
function addedMounts(block: BlockReader, claims: readonly ClaimTemplate[]): readonly Part[] {
  const mounted = new Set(block.objects('volumeMounts').map((mount) => mount.text('name')));
  return claims.map(({ mount }) => mount).filter(({ name }) => !mounted.has(String(name)));
}

/** How pods are replaced; nothing where nothing is said, as Kubernetes has a default. */
function readUpdateStrategy(block: BlockReader): Part | undefined {
  const type = block.choice('updateStrategy', ['RollingUpdate', 'OnDelete']);
  const rollingUpdate = readRollingUpdate(block);
  if (type === 'OnDelete' && rollingUpdate !== undefined)
    block.report('updateStrategy', 'is OnDelete, which cannot stand beside rollingUpdate');
  if (rollingUpdate === undefined) return type === undefined ? undefined : { type };
  const { maxSurge, maxUnavailable } = rollingUpdate;
  const isExplicit = block.object('rollingUpdate')?.has('profile') === false;
  if (isExplicit && maxSurge !== undefined) {
    block.report(['rollingUpdate', 'maxSurge'], 'is not a field of StatefulSets');
  }
  return {
    type: 'RollingUpdate',
    // Profiles are made for Deployments; of a StatefulSet at least one pod is replaced at a time.
    ...(maxUnavailable === undefined || (!isExplicit && maxUnavailable === 0)
      ? {}
      : { rollingUpdate: { maxUnavailable } }),
  };
}

/** `statefulSets` (katalog-language §7.4). */
export const statefulSet: KindDefinition = {
  key: 'statefulSets',
  type: builtinType('apps/v1', 'StatefulSet', {
    plural: 'statefulsets',
    subresources: ['scale', 'status'],
  }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: outputNames(['statefulSets'], ['statefulSet']),
  nameRule: labelName,
  defaultName: (ownerName) => ownerName,
  build(block, context) {
    const claims = readClaimTemplates(block);
    const mounts = addedMounts(block, claims);
    return {
      spec: compact({
        replicas: block.integer('replicas', COUNT),
        serviceName: block.name('serviceName', labelName) ?? context.name,
        podManagementPolicy: block.choice('podManagementPolicy', ['OrderedReady', 'Parallel']),
        selector: { matchLabels: podIdentity(context.ownerLabels, context) },
        updateStrategy: readUpdateStrategy(block),
        template: readPodTemplate(block, context, {
          isServer: true,
          mounts,
          claims: claims.map(({ mount }) => String(mount['name'])),
          tag: block.name('tag', imageTag),
        }),
        volumeClaimTemplates:
          claims.length === 0 ? undefined : claims.map(({ template }) => template),
      }),
    };
  },
  schema: blockSchema('StatefulSet', 'Pods with a stable name and their own volumes.', {
    fields: {
      replicas: scalar('Number of pods. Default: 1, or what scales the StatefulSet.'),
      tag: scalar('Appended to the image after a colon.'),
      serviceName: nameOf(
        'services',
        'Service that gives pods their names. Default: the name of the object.',
      ),
      podManagementPolicy: scalar(
        'OrderedReady: pods start and stop one after the other; Parallel: all at once. Cannot be changed later. Default: OrderedReady.',
      ),
      updateStrategy: scalar(
        'RollingUpdate, or OnDelete: a pod is replaced when someone deletes it. Default: RollingUpdate.',
      ),
      rollingUpdate: ROLLING_UPDATE_SCHEMA,
      volumeClaimTemplates: listOf(
        record(
          'A volume that each pod gets; it is mounted by itself. Cannot be changed later.',
          {
            name: scalar('Name of the volume. Default: data.'),
            storageClass: scalar('StorageClass of the volume. Default: that of the cluster.'),
            storageSize: scalar('Size, e.g. 10Gi.'),
            mountPath: scalar('Path in the container. Default: /data.'),
            accessModes: listOf(scalar('Access mode.'), 'Default: ReadWriteOnce.'),
          },
          ['storageSize'],
        ),
        'Volumes claimed for each pod.',
      ),
      ...POD_FIELDS,
      ...SERVER_FIELDS,
    },
    required: ['image'],
  }),
};
