import type { DecisionRecord } from './decision-record.ts';

/** Bounds of {@link createRecordRing}. */
export interface RecordRingOptions {
  /** Records kept per object. Default 10. */
  readonly perObject?: number;
  /** Objects remembered; the one longest untouched is forgotten first. Default 2 000. */
  readonly objects?: number;
}

/** The last decisions of each object of one CRD. */
export interface RecordRing {
  add(record: DecisionRecord): void;
  /** Newest first. */
  list(object: string): readonly DecisionRecord[];
  forget(object: string): void;
}

/** Creates a ring; a record that repeats the one before only refreshes it, so history is of changes. */
export function createRecordRing(options: RecordRingOptions = {}): RecordRing {
  const { perObject = 10, objects = 2_000 } = options;
  const rings = new Map<string, DecisionRecord[]>();
  return {
    add(record) {
      const ring = rings.get(record.object) ?? [];
      rings.delete(record.object);
      rings.set(record.object, ring);
      const [newest] = ring;
      if (newest !== undefined && isQuietRepeat(newest, record)) ring[0] = record;
      else ring.unshift(record);
      if (ring.length > perObject) ring.pop();
      if (rings.size > objects) forgetOldest(rings);
    },
    list: (object) => [...(rings.get(object) ?? [])],
    forget: (object) => void rings.delete(object),
  };
}

/** Two cycles in a row that did nothing are one piece of news. */
function isQuietRepeat(before: DecisionRecord, after: DecisionRecord): boolean {
  return (
    before.outcome === 'settled' &&
    after.outcome === 'settled' &&
    before.writes === 0 &&
    after.writes === 0 &&
    before.generation === after.generation
  );
}

function forgetOldest(rings: Map<string, unknown>): void {
  const oldest = rings.keys().next();
  if (!oldest.done) rings.delete(oldest.value);
}
