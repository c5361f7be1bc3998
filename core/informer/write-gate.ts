import { type KubeObject, keyOf, type ObjectRef, refOf } from '../object/kube-object.ts';
import type { InformerEvent } from './informer-event.ts';
import type { ObjectStore, StoreWriter } from './object-store.ts';
import { compareVersions } from './resource-version.ts';

/** A write of our own that is under way. */
export interface OwnWrite {
  /** It was answered with this state; absent: it failed, or changed nothing. */
  settle(answer?: KubeObject): void;
  /** It removed the object. */
  settleDeleted(uid?: string): void;
}

/**
 * Holds the events of an object back while a write of our own to it is under way.
 *
 * @remarks An API server often tells a watch of a write before it answers the writer. Only when the answer is there can the
 * event be known as an echo, so it waits for the answer, which is a matter of milliseconds.
 */
export interface WriteGate {
  begin(ref: ObjectRef): OwnWrite;
  pass(type: WatchType, object: KubeObject): void;
  /** A bookmark covers events that are held back, so it counts only when there are none. */
  bookmark(resourceVersion: string): void;
  /** Lets through what is held back, e.g. because a list is about to replace it. */
  flush(): void;
}

type WatchType = 'ADDED' | 'MODIFIED' | 'DELETED';

interface Held {
  readonly type: WatchType;
  readonly object: KubeObject;
}

interface Gate {
  writes: number;
  held: Held[];
}

/**
 * Creates a gate before a store.
 *
 * @param selects - whether the store is for an object; an answer that it is not for is not shown
 */
export function createWriteGate(
  store: ObjectStore & StoreWriter,
  tell: (event: InformerEvent | undefined) => void,
  selects: (object: KubeObject) => boolean = () => true,
): WriteGate {
  const gates = new Map<string, Gate>();
  const release = (gate: Gate): void => {
    const { held } = gate;
    gate.held = [];
    for (const { type, object } of held) tell(store.apply(type, object));
  };
  return {
    begin(ref) {
      const key = keyOf(ref);
      const gate = gates.get(key) ?? { writes: 0, held: [] };
      gates.set(key, gate);
      gate.writes += 1;
      let isSettled = false;
      const settle = (show: () => void): void => {
        if (isSettled) return;
        isSettled = true;
        show();
        gate.writes -= 1;
        if (gate.writes > 0) return;
        gates.delete(key);
        release(gate);
      };
      return {
        settle: (answer) =>
          settle(() => {
            if (answer === undefined || !selects(answer)) return;
            if (holdsVersionOf(gate, answer)) store.overlayAhead(answer);
            else store.overlay(answer);
          }),
        settleDeleted: (uid) => settle(() => store.overlayDeleted(ref, uid)),
      };
    },
    pass(type, object) {
      const gate = gates.get(keyOf(refOf(object)));
      if (gate === undefined) tell(store.apply(type, object));
      else gate.held.push({ type, object });
    },
    bookmark(resourceVersion) {
      const isBehind = [...gates.values()].some(({ held }) => held.length > 0);
      if (!isBehind) store.bookmark(resourceVersion);
    },
    flush() {
      for (const gate of gates.values()) release(gate);
    },
  };
}

/** Tells whether the event of the write, or a later one, is among those held back. */
function holdsVersionOf(gate: Gate, answer: KubeObject): boolean {
  const version = answer.metadata.resourceVersion ?? '';
  return gate.held.some(
    ({ object }) => (compareVersions(object.metadata.resourceVersion ?? '', version) ?? -1) >= 0,
  );
}
