import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Seconds; the usual ones for requests of a few milliseconds to ten seconds. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PROVIDER_BUCKETS = DURATION_BUCKETS.slice(0, -1);

/** Every counter and histogram by what it tells. */
export interface Instruments {
  readonly reconciles: Counter<'crd' | 'result'>;
  readonly reconcileSeconds: Histogram<'crd'>;
  readonly activations: Counter<'crd' | 'result'>;
  readonly activationSeconds: Histogram<'crd'>;
  readonly queueWaitSeconds: Histogram<'crd'>;
  readonly retries: Counter<'crd'>;
  readonly panics: Counter<'crd'>;
  readonly drift: Counter<'crd' | 'kind'>;
  readonly loops: Counter<'crd' | 'reason'>;
  readonly providerReconciles: Counter<'crd' | 'provider' | 'kind' | 'result'>;
  readonly providerDeletes: Counter<'crd' | 'provider' | 'kind' | 'result'>;
  readonly providerSeconds: Histogram<'crd' | 'provider' | 'kind'>;
  readonly apiRequests: Counter<'verb' | 'code'>;
  readonly apiSeconds: Histogram<'verb'>;
  readonly eventsLost: Counter;
  readonly buildInfo: Gauge<'version'>;
}

/** Creates the instruments; their names are those of cli-api §5.1. */
export function createInstruments(registry: Registry): Instruments {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[] = DURATION_BUCKETS,
  ) => new Histogram({ name, help, labelNames, buckets, registers });
  const providerLabels: ('crd' | 'provider' | 'kind' | 'result')[] = [
    'crd',
    'provider',
    'kind',
    'result',
  ];
  return {
    reconciles: counter('controller_reconcile_total', 'Reconciles by result', ['crd', 'result']),
    reconcileSeconds: histogram('controller_reconcile_duration_seconds', 'Time of a reconcile', [
      'crd',
    ]),
    activations: counter('controller_crd_activation_total', 'Starts of a CRD by result', [
      'crd',
      'result',
    ]),
    activationSeconds: histogram(
      'controller_crd_activation_latency_seconds',
      'Time from start to synced caches and running workers',
      ['crd'],
    ),
    queueWaitSeconds: histogram('orkestra_queue_wait_seconds', 'Time a key waited in its queue', [
      'crd',
    ]),
    retries: counter('orkestra_queue_retries_total', 'Keys queued again after a failure', ['crd']),
    panics: counter('orkestra_reconcile_panics_total', 'Exceptions nobody expected', ['crd']),
    drift: counter(
      'orkestra_drift_corrections_total',
      'Children put right after a foreign change',
      ['crd', 'kind'],
    ),
    loops: counter(
      'orkestra_write_loops_total',
      'Custom resources whose writes did not come to an end and were slowed down',
      ['crd', 'reason'],
    ),
    providerReconciles: counter(
      'orkestra_provider_reconcile_total',
      'Resources written by a provider',
      providerLabels,
    ),
    providerDeletes: counter(
      'orkestra_provider_delete_total',
      'Resources deleted by a provider',
      providerLabels,
    ),
    providerSeconds: histogram(
      'orkestra_provider_reconcile_duration_seconds',
      'Time of a write by a provider',
      ['crd', 'provider', 'kind'],
      PROVIDER_BUCKETS,
    ),
    apiRequests: counter(
      'orkestra_api_requests_total',
      'Requests to the Kubernetes API; code 0: no answer',
      ['verb', 'code'],
    ),
    apiSeconds: histogram(
      'orkestra_api_request_duration_seconds',
      'Time of a request to the Kubernetes API',
      ['verb'],
    ),
    eventsLost: counter('orkestra_events_lost_total', 'Kubernetes events not written', []),
    buildInfo: new Gauge({
      name: 'orkestra_build_info',
      help: 'Version of the runtime; always 1',
      labelNames: ['version'],
      registers,
    }),
  };
}
