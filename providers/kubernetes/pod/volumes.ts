import type { JsonObject } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { labelName, subdomainName } from '../block/name-rules.ts';
import { descendingPath, noBacksteps } from '../block/value-rules.ts';
import { compact, type Part } from '../kinds/kind.ts';
import { listOf, nameOf, record, scalar } from '../schema/fields.ts';

const HOST_PATH_TYPES = [
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
] as const;

/** Reads one source of a volume; the order is that of precedence (katalog-language §7.1). */
const SOURCES: Readonly<Record<string, (block: BlockReader) => Part>> = {
  configMap: (block) => compact({ name: block.requiredName('name', subdomainName) }),
  secret: (block) => ({
    secretName:
      block.name('secretName', subdomainName) ?? block.requiredName('name', subdomainName),
  }),
  emptyDir: (block) =>
    compact({ medium: block.text('medium'), sizeLimit: block.quantity('sizeLimit') }),
  persistentVolumeClaim: (block) =>
    compact({
      claimName: block.requiredName('claimName', subdomainName),
      readOnly: block.boolean('readOnly'),
    }),
  hostPath: (block) =>
    compact({
      path: block.requiredName('path', noBacksteps),
      type: block.choice('type', HOST_PATH_TYPES),
    }),
};

/** Volumes of a pod. */
export function readVolumes(block: BlockReader): readonly Part[] {
  const volumes = block.objects('volumes');
  reportRepeated(volumes, 'name');
  return volumes.map((volume) => {
    const name = volume.requiredName('name', labelName);
    const keys = Object.keys(SOURCES);
    const given = keys.filter((key) => volume.keys().includes(key));
    const [key] = given;
    if (key === undefined) volume.report('', `needs one of ${keys.join(', ')}`);
    for (const other of given.slice(1)) volume.refuse(other, `cannot stand beside ${key}`);
    const inner = key === undefined ? undefined : volume.object(key);
    const source = key === undefined || inner === undefined ? {} : SOURCES[key]?.(inner);
    inner?.end();
    if (key !== undefined) volume.has(key);
    volume.end();
    return key === undefined ? { name } : { name, [key]: source };
  });
}

/** Reports items of a list whose text stands there before; the API server takes each once. */
export function reportRepeated(items: readonly BlockReader[], key: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    const text = item.text(key);
    if (text === undefined || item.isDeferred(text)) continue;
    if (seen.has(text)) item.report(key, `"${text}" is there twice`);
    seen.add(text);
  }
}

/** Mounts of a container; each needs one of the volumes. */
export function readVolumeMounts(
  block: BlockReader,
  volumes: readonly (string | undefined)[],
): readonly Part[] {
  const mounts = block.objects('volumeMounts');
  reportRepeated(mounts, 'mountPath');
  const isOpen =
    block.isDeferred(block.raw('volumes')) ||
    block.list('volumes').some((item) => block.isDeferred(item)) ||
    volumes.some((name) => name === undefined || block.isDeferred(name));
  return mounts.map((mount) => {
    const name = mount.requiredText('name');
    if (name !== '' && !isOpen && !mount.isDeferred(name) && !volumes.includes(name)) {
      const known = volumes.length === 0 ? '' : `; there are ${[...new Set(volumes)].join(', ')}`;
      mount.report('name', `"${name}" is not a volume of the pod${known}`);
    }
    const part = {
      name,
      mountPath: mount.requiredText('mountPath'),
      subPath: mount.name('subPath', descendingPath),
      readOnly: mount.boolean('readOnly'),
    };
    mount.end();
    return compact(part);
  });
}

/** Schema of `volumes`. */
export const VOLUMES_SCHEMA: JsonObject = listOf(
  record(
    'A volume with exactly one source.',
    {
      name: scalar('Name of the volume.'),
      configMap: record('Files from a ConfigMap.', {
        name: nameOf('configMaps', 'Name of the ConfigMap.'),
      }),
      secret: record('Files from a Secret.', {
        name: nameOf('secrets', 'Name of the Secret.'),
        secretName: nameOf('secrets', 'Another spelling of name.'),
      }),
      emptyDir: record('An empty folder that lives as long as the pod.', {
        medium: scalar('Memory for a folder in memory. Default: disk.'),
        sizeLimit: scalar('Most it may hold, e.g. 1Gi. Default: no limit.'),
      }),
      persistentVolumeClaim: record('A claimed volume.', {
        claimName: nameOf('persistentVolumeClaims', 'Name of the PersistentVolumeClaim.'),
        readOnly: scalar('true: mounted read-only. Default: false.'),
      }),
      hostPath: record('A path of the node.', {
        path: scalar('Absolute path on the node.'),
        type: scalar('What must be there, e.g. Directory. Default: no check.'),
      }),
    },
    ['name'],
  ),
  'Volumes of the pod.',
);

/** Schema of `volumeMounts`. */
export const VOLUME_MOUNTS_SCHEMA: JsonObject = listOf(
  record(
    'Where a volume stands in the container.',
    {
      name: scalar('Name of the volume.'),
      mountPath: scalar('Path in the container.'),
      subPath: scalar('Path inside the volume. Default: its root.'),
      readOnly: scalar('true: not writable. Default: false.'),
    },
    ['name', 'mountPath'],
  ),
  'Volumes mounted into the container.',
);
