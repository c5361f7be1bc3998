import { timestampOf } from '../../../core/index.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import { createObject } from '../lifecycle/create-object.ts';
import { controllerWrite } from '../lifecycle/write-options.ts';
import { type KubeObject, keyOf } from '../object/kube-object.ts';
import { StatusError } from '../status/status-error.ts';
import { Collections } from './collections.ts';

/** What a controller has to say about an object. */
export interface Happening {
  /** Which component says it. */
  readonly component: string;
  readonly reason: string;
  readonly message: string;
  /** The part of the object it is about, such as `spec.containers{main}`. */
  readonly fieldPath?: string;
}

const MAX_EVENTS = 1_000;
/** The burst of client-go's spam filter, past which it keeps silent about an object. */
const MAX_EVENTS_PER_OBJECT = 25;

interface Recorded {
  readonly uid: string;
  readonly key: string;
}

/** Writes Events of the model's controllers and keeps the newest, as the real server keeps those of the last hour. */
export class EventRecorder {
  readonly #state: ClusterState;
  readonly #recorded: Recorded[] = [];
  readonly #countByUid = new Map<string, number>();
  #serial = 0;

  constructor(state: ClusterState) {
    this.#state = state;
  }

  record(about: KubeObject, happening: Happening): void {
    const resource = this.#state.registry.forCollection(Collections.events);
    const { uid = '', namespace = 'default' } = about.metadata;
    const count = this.#countByUid.get(uid) ?? 0;
    if (resource === undefined || count >= MAX_EVENTS_PER_OBJECT) return;
    const options = { ...controllerWrite(happening.component), namespace, tracks: false };
    try {
      const event = createObject(this.#state, resource, this.#bodyOf(about, happening), options);
      this.#recorded.push({ uid, key: keyOf(event) });
      this.#countByUid.set(uid, count + 1);
    } catch (error) {
      // A namespace on its way out takes no Events, and nothing depends on one.
      if (!(error instanceof StatusError)) throw error;
    }
    if (this.#recorded.length > MAX_EVENTS) this.#forgetOldest();
  }

  #bodyOf(about: KubeObject, happening: Happening): KubeObject {
    const { component, reason, message, fieldPath } = happening;
    const { name, namespace, uid, resourceVersion } = about.metadata;
    const nowMs = this.#state.clock.nowMs();
    const now = timestampOf(nowMs);
    // Keeps names apart that fall on one millisecond; the real ones end in nanoseconds.
    this.#serial = (this.#serial + 1) % 1_000_000;
    const suffix = (BigInt(nowMs) * 1_000_000n + BigInt(this.#serial)).toString(16);
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${suffix}` },
      involvedObject: {
        kind: about.kind,
        ...(namespace !== undefined && { namespace }),
        name,
        uid,
        apiVersion: about.apiVersion,
        resourceVersion,
        ...(fieldPath !== undefined && { fieldPath }),
      },
      reason,
      message,
      source: { component },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type: 'Normal',
      eventTime: null,
      reportingComponent: component,
      reportingInstance: '',
    };
  }

  #forgetOldest(): void {
    const oldest = this.#recorded.shift();
    if (oldest === undefined) return;
    this.#state.store.remove(Collections.events, oldest.key);
    const left = (this.#countByUid.get(oldest.uid) ?? 0) - 1;
    if (left > 0) this.#countByUid.set(oldest.uid, left);
    else this.#countByUid.delete(oldest.uid);
  }
}
