import type { KubeObject } from '../object/kube-object.ts';

/** What a listener of an informer hears. Act on the state in the store, not on the event: events may be merged. */
export type InformerEvent =
  | {
      readonly type: 'added';
      readonly object: KubeObject;
      /** The version a write of our own has already been answered with (read-your-writes). */
      readonly isEcho: boolean;
    }
  | {
      readonly type: 'updated';
      readonly object: KubeObject;
      /** As the watch last told it; the own writes in between are not. */
      readonly previous: KubeObject;
      readonly isEcho: boolean;
    }
  | {
      readonly type: 'deleted';
      /** Its last known state. */
      readonly object: KubeObject;
      readonly isEcho: boolean;
    };

/** Hears events in the order of the watch. Must return at once; what it throws is logged. */
export type InformerListener = (event: InformerEvent) => void;
