import { CONTROLLER, shortenNote } from './event-object.ts';
import type { ObjectEvent } from './object-event.ts';
import { noteClassOf, type RecordedEvent, type Regarding } from './recorded-event.ts';

/** Bounds of {@link createEventRing}. */
export interface EventRingOptions {
  /** Events kept per object; repeats count as one. Default 20. */
  readonly perObject?: number;
  /** Objects remembered; the one longest quiet is forgotten first. Default 1 000. */
  readonly objects?: number;
  /** Events kept altogether. Default 5 000. */
  readonly events?: number;
  /** How long the events of a deleted object are kept. Default 600 000 ms. */
  readonly keepMs?: number;
}

/** The last events that were recorded about the objects of one CRD, written to the cluster or not. */
export interface EventRing {
  add(object: string, occurrence: RingEntry): void;
  /** Newest first. */
  list(object: string): readonly ObjectEvent[];
  /** The object was deleted; what happened to it can be asked for a while. */
  retire(object: string, nowMs: number): void;
}

/** An event to be kept. */
export interface RingEntry {
  readonly regarding: Regarding;
  readonly event: RecordedEvent;
  readonly nowMs: number;
}

/** Creates an empty ring. */
export function createEventRing(options: EventRingOptions = {}): EventRing {
  const { perObject = 20, objects = 1_000, events = 5_000, keepMs = 600_000 } = options;
  // In the order of their last event, oldest first.
  const rings = new Map<string, ObjectEvent[]>();
  const retired = new Map<string, number>();
  let size = 0;

  const forget = (object: string): void => {
    size -= rings.get(object)?.length ?? 0;
    rings.delete(object);
    retired.delete(object);
  };
  const forgetOld = (nowMs: number): void => {
    for (const [object, sinceMs] of retired) {
      if (nowMs - sinceMs < keepMs) break;
      forget(object);
    }
    for (const object of rings.keys()) {
      if (rings.size <= objects && size <= events) break;
      forget(object);
    }
  };
  return {
    add(object, entry) {
      const ring = rings.get(object) ?? [];
      rings.delete(object);
      rings.set(object, ring);
      const next = eventOf(entry);
      // A new object of the same name lives.
      if (ring[0]?.regarding.uid !== next.regarding.uid) retired.delete(object);
      const index = ring.findIndex((each) => isRepeat(each, next));
      const [before] = index < 0 ? [] : ring.splice(index, 1);
      const { count = 0, firstMs = next.firstMs } = before ?? {};
      ring.unshift({ ...next, count: count + 1, firstMs });
      if (before === undefined) size += 1;
      if (ring.length > perObject) {
        ring.pop();
        size -= 1;
      }
      forgetOld(entry.nowMs);
    },
    list: (object) => [...(rings.get(object) ?? [])],
    retire(object, nowMs) {
      retired.delete(object);
      if (rings.has(object)) retired.set(object, nowMs);
      forgetOld(nowMs);
    },
  };
}

function eventOf({ event, nowMs, regarding }: RingEntry): ObjectEvent {
  const { name, namespace = '', uid = '' } = regarding.metadata;
  return {
    type: event.type,
    reason: event.reason,
    note: shortenNote(event.note),
    source: CONTROLLER,
    regarding: { kind: regarding.kind, namespace, name, uid },
    count: 1,
    firstMs: nowMs,
    lastMs: nowMs,
  };
}

/** The same news once more, about the same incarnation of the object. */
export function isRepeat(before: ObjectEvent, after: ObjectEvent): boolean {
  return (
    before.type === after.type &&
    before.reason === after.reason &&
    before.source === after.source &&
    before.regarding.uid === after.regarding.uid &&
    before.regarding.name === after.regarding.name &&
    noteClassOf(before.note) === noteClassOf(after.note)
  );
}
