/** What an event is about. */
export interface Regarding {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
  };
}

/** What happened (`events.k8s.io/v1`). */
export interface RecordedEvent {
  readonly type: 'Normal' | 'Warning';
  /** CamelCase, e.g. `WebsiteReconciled`; at most 128 characters are kept. */
  readonly reason: string;
  /** What was tried, e.g. `Reconcile`; at most 128 characters are kept. */
  readonly action: string;
  /** For people; at most 1,024 bytes are kept. */
  readonly note: string;
}

/** An event and the object it is about. */
export interface Occurrence {
  readonly regarding: Regarding;
  readonly event: RecordedEvent;
}

/** Occurrences with the same key are one series: numbers in the note (attempts, durations) make no difference. */
export function seriesKeyOf({ regarding, event }: Occurrence): string {
  const { kind, metadata } = regarding;
  return JSON.stringify([
    kind,
    metadata.uid ?? `${metadata.namespace}/${metadata.name}`,
    event.type,
    event.reason,
    event.action,
    noteClassOf(event.note),
  ]);
}

/** A note without its numbers. */
export function noteClassOf(note: string): string {
  return note.replaceAll(/\d+/g, '#');
}

/** Occurrences with the same key are told together when there are too many. */
export function foldKeyOf({ regarding, event }: Occurrence): string {
  return JSON.stringify([regarding.apiVersion, regarding.kind, event.type, event.reason]);
}
