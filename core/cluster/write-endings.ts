import { setMaxListeners } from 'node:events';

/** Controllers that end when a signal does, so that writes can be ended for a further reason. */
export interface WriteEndings {
  /** One for all writes with the same signal: a reconcile sends several. */
  of(signal: AbortSignal): AbortController;
}

/** Creates the record of controllers; none outlives its signal. */
export function createWriteEndings(): WriteEndings {
  const known = new WeakMap<AbortSignal, AbortController>();
  return {
    of(signal) {
      const present = known.get(signal);
      // Whoever writes on with the same signal after a loss of leadership begins anew.
      if (present !== undefined && (!present.signal.aborted || signal.aborted)) return present;
      const ending = new AbortController();
      // Writes of a wave share a signal; Node warns of a leak from eleven listeners on.
      setMaxListeners(0, signal);
      if (signal.aborted) ending.abort(signal.reason);
      else signal.addEventListener('abort', () => ending.abort(signal.reason), { once: true });
      known.set(signal, ending);
      return ending;
    },
  };
}
