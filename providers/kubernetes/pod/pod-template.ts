import type { BlockReader } from '../block/block-reader.ts';
import { imageReference } from '../block/image-rules.ts';
import { subdomainName } from '../block/name-rules.ts';
import { PORT } from '../block/parse-scalar.ts';
import { type BuildContext, compact, type Part } from '../kinds/kind.ts';
import { type Fields, listOf, nameOf, record, scalar, textMap } from '../schema/fields.ts';
import { readEnv, readEnvFrom } from './env.ts';
import { ENV_FROM_SCHEMA, ENV_SCHEMA } from './env-schema.ts';
import { readLabelMap } from './label-map.ts';
import { PROBES_SCHEMA, readProbes } from './probes.ts';
import { readResources } from './resources.ts';
import {
  CONTAINER_SECURITY_SCHEMA,
  POD_SECURITY_SCHEMA,
  readContainerSecurity,
  readPodSecurity,
} from './security.ts';
import { readVolumeMounts, readVolumes, VOLUME_MOUNTS_SCHEMA, VOLUMES_SCHEMA } from './volumes.ts';
import { podIdentity } from './workload.ts';

/** What differs between the workloads that share the container fields. */
export interface PodOptions {
  /** `true`: listens on a port and can be probed. */
  readonly isServer: boolean;
  readonly restartPolicy?: string;
  /** Mounts of claim templates that the block does not mount by itself. */
  readonly mounts?: readonly Part[];
  /** Names of claim templates, which are volumes too. */
  readonly claims?: readonly string[];
  /** Appended to the image after a colon. */
  readonly tag?: string | undefined;
}

/** Pod template of a workload: one container named after the object (katalog-language §7.1). */
export function readPodTemplate(
  block: BlockReader,
  context: BuildContext,
  options: PodOptions,
): Part {
  const labels = { ...context.labels, ...podIdentity(context.ownerLabels, context) };
  const nodeSelector = readLabelMap(block, 'nodeSelector');
  const volumes = readVolumes(block);
  const names = volumes.map(({ name }) => String(name));
  const claimed = options.claims ?? [];
  const serviceAccountName = block.name('serviceAccountName', subdomainName);
  const pullSecrets = block.names('imagePullSecrets', subdomainName);
  block.refuse('autoscale', 'is not built yet');
  const spec = {
    containers: [readContainer(block, context, { ...options, volumes: [...names, ...claimed] })],
    serviceAccountName,
    // The API server mirrors the name here; only a field that was declared goes when it is no longer declared.
    serviceAccount: serviceAccountName,
    imagePullSecrets: pullSecrets?.map((name) => ({ name })),
    nodeSelector,
    securityContext: readPodSecurity(block),
    volumes: volumes.length === 0 ? undefined : volumes,
    restartPolicy: options.restartPolicy,
  };
  return { metadata: { labels }, spec: compact(spec) };
}

function readContainer(
  block: BlockReader,
  context: BuildContext,
  options: PodOptions & { readonly volumes: readonly string[] },
): Part {
  const image = block.name('image', imageReference);
  if (image === undefined && !block.has('image')) {
    if (block.keys().includes('image'))
      block.report('image', 'is empty, expected a reference such as nginx:1.27');
    else block.report('', 'missing required fields: [image]');
  }
  const port = options.isServer ? readContainerPort(block) : undefined;
  const { envFrom, env: picked } = readEnvFrom(block);
  const env = [...readEnv(block), ...picked];
  const mounts = [...readVolumeMounts(block, options.volumes), ...(options.mounts ?? [])];
  return compact({
    name: containerName(context.name),
    image: options.tag === undefined ? image : `${image}:${options.tag}`,
    command: block.texts('command'),
    args: block.texts('args'),
    workingDir: block.text('workingDirectory'),
    ports: port === undefined ? undefined : [port],
    env: env.length === 0 ? undefined : env,
    envFrom: envFrom.length === 0 ? undefined : envFrom,
    resources: readResources(block),
    ...(options.isServer ? readProbes(block, port?.containerPort) : {}),
    securityContext: readContainerSecurity(block),
    volumeMounts: mounts.length === 0 ? undefined : mounts,
  });
}

/** Container names are labels: dots of the object's name become dashes. */
function containerName(name: string): string {
  return name.replaceAll('.', '-').slice(0, 63).replace(/-+$/, '');
}

function readContainerPort(
  block: BlockReader,
): { readonly containerPort: number; readonly protocol: string } | undefined {
  const protocol = block.choice('protocol', ['TCP', 'UDP', 'SCTP']) ?? 'TCP';
  const value = block.raw('port');
  if (value === undefined || value === 0 || value === '0') return undefined;
  const containerPort = block.integer('port', PORT);
  return containerPort === undefined ? undefined : { containerPort, protocol };
}

/** Fields of every workload (katalog-language §7.1). */
export const POD_FIELDS: Fields = {
  image: scalar('Container image. Required.'),
  imagePullSecrets: listOf(
    nameOf('secrets', 'Name of a Secret.'),
    'Secrets to pull the image with.',
  ),
  command: listOf(scalar('One word.'), 'Entry point. Default: that of the image.'),
  args: listOf(scalar('One word.'), 'Arguments. Default: those of the image.'),
  workingDirectory: scalar('Working directory of the container. Default: that of the image.'),
  env: ENV_SCHEMA,
  envFrom: ENV_FROM_SCHEMA,
  resources: record('What the container needs and may use.', {
    profile: scalar(
      'Amounts by name: tiny, small, medium, large, burst, steady, compute-heavy, memory-heavy, standard or optimized; nothing else beside it.',
    ),
    requests: textMap('What it needs by resource, e.g. cpu: 250m.'),
    limits: textMap('What it may use at most by resource, e.g. memory: 1Gi.'),
  }),
  securityContext: CONTAINER_SECURITY_SCHEMA,
  podSecurity: POD_SECURITY_SCHEMA,
  volumes: VOLUMES_SCHEMA,
  volumeMounts: VOLUME_MOUNTS_SCHEMA,
  nodeSelector: textMap('Labels a node must have.'),
  serviceAccountName: nameOf('serviceAccounts', 'ServiceAccount of the pod. Default: default.'),
};

/** Further fields of workloads that listen. */
export const SERVER_FIELDS: Fields = {
  port: scalar('Port the container listens on; empty or 0: none. Default: none.'),
  protocol: scalar('TCP, UDP or SCTP. Default: TCP.'),
  probes: PROBES_SCHEMA,
};
