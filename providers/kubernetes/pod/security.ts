import type { JsonObject } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { COUNT } from '../block/parse-scalar.ts';
import { compact, type Part, unlessEmpty } from '../kinds/kind.ts';
import { listOf, record, scalar } from '../schema/fields.ts';
import {
  CONTAINER_SECURITY_PROFILES,
  POD_SECURITY_PROFILES,
  readProfile,
  refuseBesideProfile,
} from './profiles.ts';

/** Ids of users and groups: 0 to 2^31 - 1. */
const ID = COUNT;

/** `securityContext` of the container. */
export function readContainerSecurity(block: BlockReader): Part | undefined {
  const inner = block.object('securityContext');
  if (inner === undefined) return undefined;
  const profile = readProfile(inner, CONTAINER_SECURITY_PROFILES);
  const capabilities = inner.object('capabilities');
  const explicit = {
    allowPrivilegeEscalation: inner.boolean('allowPrivilegeEscalation'),
    readOnlyRootFilesystem: inner.boolean('readOnlyRootFilesystem'),
    runAsNonRoot: inner.boolean('runAsNonRoot'),
    runAsUser: inner.integer('runAsUser', ID),
    runAsGroup: inner.integer('runAsGroup', ID),
    capabilities:
      capabilities === undefined
        ? undefined
        : unlessEmpty({ add: capabilities.texts('add'), drop: capabilities.texts('drop') }),
  };
  if (explicit.allowPrivilegeEscalation === false) {
    const added = explicit.capabilities?.['add'];
    if (Array.isArray(added) && added.includes('CAP_SYS_ADMIN'))
      inner.report(
        'capabilities',
        'CAP_SYS_ADMIN cannot stand beside allowPrivilegeEscalation: false',
      );
  }
  capabilities?.end();
  refuseBesideProfile(inner, Object.keys(explicit));
  inner.end();
  return profile ?? unlessEmpty(explicit);
}

/** `securityContext` of the pod, from `podSecurity`. */
export function readPodSecurity(block: BlockReader): Part | undefined {
  const inner = block.object('podSecurity');
  if (inner === undefined) return undefined;
  const profile = readProfile(inner, POD_SECURITY_PROFILES);
  const explicit = {
    runAsNonRoot: inner.boolean('runAsNonRoot'),
    runAsUser: inner.integer('runAsUser', ID),
    runAsGroup: inner.integer('runAsGroup', ID),
    fsGroup: inner.integer('fsGroup', ID),
  };
  refuseBesideProfile(inner, Object.keys(explicit));
  inner.end();
  return profile ?? compact(explicit);
}

const PROFILE = scalar(
  'Settings by name: baseline, restricted or hardened; nothing else beside it.',
);

/** Schema of `securityContext`. */
export const CONTAINER_SECURITY_SCHEMA: JsonObject = record('What the container may do.', {
  profile: PROFILE,
  allowPrivilegeEscalation: scalar('false: a process may not gain privileges.'),
  readOnlyRootFilesystem: scalar('true: the root file system is not writable.'),
  runAsNonRoot: scalar('true: refuses to run as user 0.'),
  runAsUser: scalar('User id of the process.'),
  runAsGroup: scalar('Group id of the process.'),
  capabilities: record('Linux capabilities.', {
    add: listOf(scalar('Name of a capability.'), 'Added ones.'),
    drop: listOf(scalar('Name of a capability.'), 'Dropped ones.'),
  }),
});

/** Schema of `podSecurity`. */
export const POD_SECURITY_SCHEMA: JsonObject = record('What the pod may do.', {
  profile: PROFILE,
  runAsNonRoot: scalar('true: refuses to run as user 0.'),
  runAsUser: scalar('User id of the processes.'),
  runAsGroup: scalar('Group id of the processes.'),
  fsGroup: scalar('Group id of the files in volumes.'),
});
