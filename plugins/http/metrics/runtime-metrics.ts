import type { RuntimeMetrics } from '../../../core/index.ts';
import type { Instruments } from './instruments.ts';

/** Turns what the runtime reports into instruments. */
export function createRuntimeMetrics(instruments: Instruments): RuntimeMetrics {
  const { activationSeconds, activations, apiRequests, apiSeconds, drift } = instruments;
  const { eventsLost, loops, panics, providerDeletes, providerReconciles, providerSeconds } =
    instruments;
  const { queueWaitSeconds, reconcileSeconds, reconciles, retries } = instruments;
  return {
    reconciled(crd, result, durationMs) {
      reconciles.inc({ crd, result });
      reconcileSeconds.observe({ crd }, durationMs / 1000);
    },
    queueWaited: (crd, waitedMs) => queueWaitSeconds.observe({ crd }, waitedMs / 1000),
    retried: (crd) => retries.inc({ crd }),
    panicked: (crd) => panics.inc({ crd }),
    driftCorrected: (crd, kind) => drift.inc({ crd, kind }),
    looped: (crd, reason) => loops.inc({ crd, reason }),
    activated(crd, result, latencyMs) {
      activations.inc({ crd, result });
      activationSeconds.observe({ crd }, latencyMs / 1000);
    },
    providerOperated(crd, provider, { durationMs, resource: kind, result, verb }) {
      const counter = verb === 'delete' ? providerDeletes : providerReconciles;
      counter.inc({ crd, provider, kind, result });
      providerSeconds.observe({ crd, provider, kind }, durationMs / 1000);
    },
    requested(verb, status, durationMs) {
      apiRequests.inc({ verb, code: String(status) });
      apiSeconds.observe({ verb }, durationMs / 1000);
    },
    eventsLost: (count) => eventsLost.inc(count),
  };
}
