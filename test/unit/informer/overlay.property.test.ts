import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createObjectStore } from '../../../core/informer/create-object-store.ts';
import { createWriteGate } from '../../../core/informer/write-gate.ts';
import { type KubeObject, keyOf, type ObjectRef } from '../../../core/object/kube-object.ts';

type Change = { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject };

const name = fc.constantFrom('a', 'b');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ownWrite' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ownDelete' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('foreignWrite' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('foreignDelete' as const), name }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), at: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('event' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bookmark' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('relist' as const) }) },
);

/** A server with one history, whose answers and events arrive at times of their own. */
class Server {
  readonly live = new Map<string, KubeObject>();
  readonly history: Change[] = [];
  delivered = 0;
  #version = 0;
  #uids = 0;

  write(ref: ObjectRef): KubeObject {
    const before = this.live.get(keyOf(ref));
    const uid = before?.metadata.uid ?? `uid-${++this.#uids}`;
    const object: KubeObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...ref, uid, resourceVersion: String(++this.#version) },
    };
    this.live.set(keyOf(ref), object);
    this.history.push({ type: before === undefined ? 'ADDED' : 'MODIFIED', object });
    return object;
  }

  remove(ref: ObjectRef): KubeObject | undefined {
    const present = this.live.get(keyOf(ref));
    if (present === undefined) return undefined;
    this.live.delete(keyOf(ref));
    const metadata = { ...present.metadata, resourceVersion: String(++this.#version) };
    this.history.push({ type: 'DELETED', object: { ...present, metadata } });
    return present;
  }

  get version(): string {
    return String(this.#version);
  }
}

test.each([
  { way: 'laid over the cache', isGated: false },
  { way: 'announced to the gate', isGated: true },
])(
  'own writes $way: reads are never older, the deleted never come back, all ends equal',
  ({ isGated }) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const server = new Server();
        const store = createObjectStore();
        const gate = createWriteGate(store, () => undefined);
        /** Answers on their way to us. */
        const answers: (() => void)[] = [];
        /** Per key, the version of the newest own write whose answer we have. */
        const atLeast = new Map<string, number>();
        const dead = new Set<string>();
        const check = (): void => {
          for (const [key, version] of atLeast) {
            const seen = store.getByKey(key);
            const isDeleted = server.history.some(
              ({ type, object }) =>
                type === 'DELETED' &&
                object.metadata.name === key &&
                Number(object.metadata.resourceVersion) > version,
            );
            if (seen === undefined) expect(isDeleted).toBe(true);
            else expect(Number(seen.metadata.resourceVersion)).toBeGreaterThanOrEqual(version);
          }
          for (const object of store.list()) expect(dead).not.toContain(object.metadata.uid);
        };
        const deliver = (): void => {
          const change = server.history[server.delivered];
          if (change === undefined) return;
          server.delivered += 1;
          if (isGated) gate.pass(change.type, change.object);
          else store.apply(change.type, change.object);
        };

        for (const now of steps) {
          const ref = { namespace: '', name: 'name' in now ? now.name : '' };
          if (now.do === 'foreignWrite') server.write(ref);
          else if (now.do === 'foreignDelete') server.remove(ref);
          else if (now.do === 'event') deliver();
          else if (now.do === 'answer') answers.splice(now.at % (answers.length || 1), 1)[0]?.();
          else if (now.do === 'bookmark') {
            if (server.delivered === server.history.length) gate.bookmark(server.version);
          } else if (now.do === 'relist') {
            gate.flush();
            const list = store.beginReplacement();
            for (const object of server.live.values()) list.add(object);
            list.commit(server.version);
            server.delivered = server.history.length;
          } else if (now.do === 'ownWrite') {
            const own = gate.begin(ref);
            const object = server.write(ref);
            answers.push(() => {
              if (isGated) own.settle(object);
              else store.overlay(object);
              const version = Number(object.metadata.resourceVersion);
              atLeast.set(ref.name, Math.max(version, atLeast.get(ref.name) ?? 0));
            });
          } else {
            const present = store.get(ref);
            const own = gate.begin(ref);
            const removed = server.remove(ref);
            const { uid } = removed?.metadata ?? {};
            if (uid !== undefined && present?.metadata.uid === uid) {
              answers.push(() => {
                if (isGated) own.settleDeleted(uid);
                else store.overlayDeleted(ref, uid);
                dead.add(uid);
              });
            } else {
              own.settle();
            }
          }
          check();
        }
        for (const answer of answers) answer();
        check();
        while (server.delivered < server.history.length) deliver();
        gate.bookmark(server.version);

        const seen = store.list().map(({ metadata }) => metadata.resourceVersion);
        const live = [...server.live.values()].map(({ metadata }) => metadata.resourceVersion);
        expect(seen.sort()).toEqual(live.sort());
      }),
      { numRuns: 3_000 },
    );
  },
);
