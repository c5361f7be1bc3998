import type { ResourceType } from '../cluster/cluster.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { microTimeOf } from '../object/timestamp.ts';
import type { Occurrence } from './recorded-event.ts';

/** Who our events are from, unless told otherwise. */
export const CONTROLLER = 'orkestra.orkspace.io/konductor';

/** The type of events; part of the API itself, so recording does not wait for discovery. */
export const EVENTS: ResourceType = {
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
  subresources: [],
  verbs: ['create', 'list', 'patch'],
};

/** Limits of `events.k8s.io/v1` (validation of the API server). */
const NOTE_LIMIT_BYTES = 1_024;
const WORD_LIMIT = 128;
const NAME_LIMIT = 253;

/** Who reports. */
export interface Reporter {
  /** Qualified name, e.g. `orkestra.orkspace.io/konductor`. */
  readonly controller: string;
  /** The process, e.g. the pod name. */
  readonly instance: string;
}

/** The object to be created for an occurrence; `serial` makes its name unique within a millisecond. */
export function eventObjectOf(
  { regarding, event }: Occurrence,
  reporter: Reporter,
  when: { readonly nowMs: number; readonly serial: number },
): KubeObject {
  const { apiVersion, kind, metadata } = regarding;
  const suffix = `${when.nowMs.toString(16)}${(when.serial % 4096).toString(16).padStart(3, '0')}`;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: {
      name: `${metadata.name.slice(0, NAME_LIMIT - suffix.length - 1)}.${suffix}`,
      // Events about cluster-scoped objects live in the default namespace, as those of Kubernetes itself do.
      namespace: metadata.namespace || 'default',
    },
    eventTime: microTimeOf(when.nowMs),
    reportingController: reporter.controller,
    reportingInstance: reporter.instance.slice(0, WORD_LIMIT),
    type: event.type,
    reason: event.reason.slice(0, WORD_LIMIT),
    action: event.action.slice(0, WORD_LIMIT),
    note: shortenNote(event.note),
    regarding: {
      apiVersion,
      kind,
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(metadata.uid === undefined ? {} : { uid: metadata.uid }),
      ...(metadata.resourceVersion === undefined
        ? {}
        : { resourceVersion: metadata.resourceVersion }),
    },
  };
}

/** The note in at most 1,024 bytes, cut between characters. */
export function shortenNote(note: string): string {
  if (Buffer.byteLength(note) <= NOTE_LIMIT_BYTES) return note;
  const room = Buffer.from(note).subarray(0, NOTE_LIMIT_BYTES - 3);
  // A character cut in half decodes to a replacement character.
  return `${room.toString('utf8').replace(/\uFFFD$/, '')}…`;
}
