import type { FieldChange, Operation, UnchangedResource } from '../../../core/index.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import type { DesiredChild } from './desired-child.ts';
import type { Difference } from './differences.ts';
import type { ForeignItem } from './foreign-items.ts';
import { type DeletePayload, toPayload, type WritePayload } from './payload.ts';

/** Name of the provider in operations. */
export const PROVIDER = 'kubernetes';

/** Most changes told of one object. */
const MAX_CHANGES = 20;

/** What people call it: the key in a Katalog, and for `custom`, which may be anything, the kind. */
function resourceName({ key, type }: Pick<DesiredChild, 'key' | 'type'>): string {
  return key === CUSTOM_KEY ? type.kind : key;
}

/** What both operations and unchanged resources say of an object. */
export function placeOf(child: DesiredChild): UnchangedResource {
  const { name, namespace = '' } = child.manifest.metadata;
  return { entry: child.entry, id: child.id, resource: resourceName(child), namespace, name };
}

/** An operation that writes a child. */
export function writeOperation(
  child: DesiredChild,
  verb: 'create' | 'update' | 'replace',
  rest: {
    readonly reason: string;
    readonly payload: WritePayload;
    readonly changes?: readonly FieldChange[];
  },
): Operation {
  return {
    ...placeOf(child),
    provider: PROVIDER,
    verb,
    wave: child.wave,
    reason: rest.reason,
    payload: toPayload(rest.payload),
    ...(rest.changes === undefined || rest.changes.length === 0 ? {} : { changes: rest.changes }),
  };
}

/** An operation that deletes what is there. */
export function deleteOperation(
  observed: ObservedChild,
  rest: {
    readonly entry: string;
    readonly reason: string;
    readonly propagation: 'Foreground' | 'Background';
    readonly isAwaited: boolean;
  },
): Operation {
  const { entry, reason, ...how } = rest;
  return { ...endOf(observed, how), entry, verb: 'delete', reason };
}

/** An operation that deletes what is declared and was not seen; what is there is read first. */
export function seekOperation(child: DesiredChild, reason: string): Operation {
  const { group, version, kind, plural, namespaced, subresources, verbs } = child.type;
  return {
    ...placeOf(child),
    entry: '',
    provider: PROVIDER,
    verb: 'delete',
    kind: child.key,
    wave: 0,
    reason,
    payload: {
      type: { group, version, kind, plural, namespaced, subresources, verbs },
      propagation: 'Foreground',
      isAwaited: false,
      isUnproven: true,
    },
  };
}

/** An operation that lets go what was taken over. */
export function releaseOperation(
  observed: ObservedChild,
  entry: string,
  reason: string,
): Operation {
  const how = { propagation: 'Background', isAwaited: false } as const;
  return { ...endOf(observed, how), entry, verb: 'release', reason };
}

function endOf(
  { id, isProven, kind, name, namespace, object, type }: ObservedChild,
  how: Pick<DeletePayload, 'propagation' | 'isAwaited'>,
): Omit<Operation, 'entry' | 'verb' | 'reason'> {
  const { group, version, kind: singular, plural, namespaced, subresources, verbs } = type;
  return {
    provider: PROVIDER,
    id,
    resource: resourceName({ key: kind, type }),
    kind,
    namespace,
    name,
    wave: 0,
    payload: {
      type: { group, version, kind: singular, plural, namespaced, subresources, verbs },
      uid: object.metadata.uid,
      ...how,
      ...(isProven ? {} : { isUnproven: true }),
    },
  };
}

/** What a write needs, before it is known how things stand. */
export function payloadOf(child: DesiredChild, method: WritePayload['method']): WritePayload {
  const { type, manifest, force, merges, isReferenced, onImmutable, adopt } = child;
  const { sleepMs, status, copyFrom, certificate } = child;
  return {
    type,
    manifest,
    method,
    force,
    isReferenced,
    ...(merges === true ? { merges } : {}),
    ...(onImmutable === undefined ? {} : { onImmutable }),
    ...(adopt === undefined ? {} : { adopt }),
    ...(sleepMs === undefined ? {} : { sleepMs }),
    ...(status === undefined ? {} : { status }),
    ...(copyFrom === undefined ? {} : { copyFrom }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

/** Where a Secret keeps what nobody may see. */
const SECRET_PATH = /^(data|stringData)(\.|\[|$)/;

/** Items that are taken out, for people; what a Secret holds is not shown. */
export function removalsOf(kind: string, items: readonly ForeignItem[]): readonly FieldChange[] {
  return items.slice(0, MAX_CHANGES).map(({ path, live }) => {
    return kind === 'Secret' && SECRET_PATH.test(path) ? { path } : { path, from: live };
  });
}

/** Differences for people; what a Secret holds is not shown. */
export function changesOf(
  { manifest }: { readonly manifest: Manifest },
  differences: readonly Difference[],
): readonly FieldChange[] {
  const isSecret = manifest.kind === 'Secret';
  return differences.slice(0, MAX_CHANGES).map(({ path, declared, live }) => {
    if (isSecret && SECRET_PATH.test(path)) return { path };
    return {
      path,
      ...(live === undefined ? {} : { from: live }),
      ...(declared === undefined ? {} : { to: declared }),
    };
  });
}

/** What the API server made of declared fields: `from` was sent, `to` is stored, and absent where it was dropped. */
export function storedChanges(
  manifest: Manifest,
  differences: readonly Difference[],
): readonly FieldChange[] {
  const told = differences.filter(({ declared, live }) => live !== undefined || !isEmpty(declared));
  return changesOf({ manifest }, told).map(({ path, from, to }) => ({
    path,
    ...(to === undefined ? {} : { from: to }),
    ...(from === undefined ? {} : { to: from }),
  }));
}

/** A map or list that holds nothing: leaving it out loses nothing. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isEmpty);
}
