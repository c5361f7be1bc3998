import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../../plugins/http/index.ts';
import { aCrdHealth, fakeCrd, fakeRuntime } from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

const runtime = fakeRuntime({
  crds: [fakeCrd({ health: aCrdHealth({ queueDepth: 7, notReady: { ChildOwned: 2 } }) })],
  caches: [
    { gvk: 'demo.orkestra.io/v1alpha1/Website', lagMs: 1_500 },
    { gvk: 'apps/v1/Deployment' },
  ],
});

async function scrape(metrics = createMetrics({ version: '1.2.3' })): Promise<string> {
  const { body } = await get(anApp({ runtime, metrics }), '/metrics');
  return String(body);
}

describe('/metrics', () => {
  test.each([
    'controller_reconcile_total{crd="website",result="success"} 0',
    'controller_reconcile_total{crd="website",result="failure"} 0',
    'controller_crd_activation_total{crd="website",result="success"} 0',
    'orkestra_queue_retries_total{crd="website"} 0',
    'orkestra_reconcile_panics_total{crd="website"} 0',
    'controller_resource_count{crd="website"} 1',
    'controller_queue_depth{crd="website"} 7',
    'controller_workers_active{crd="website"} 1',
    'orkestra_crd_state{crd="website",state="healthy"} 1',
    'orkestra_crd_state{crd="website",state="degraded"} 0',
    'orkestra_informer_synced{crd="website"} 1',
    'orkestra_informer_lag_seconds{gvk="demo.orkestra.io/v1alpha1/Website"} 1.5',
    'orkestra_not_ready_resources{crd="website",reason="ChildOwned"} 2',
    'orkestra_events_lost_total 0',
    'orkestra_leader 1',
    'orkestra_build_info{version="1.2.3"} 1',
  ])('holds %s right after the start', async (line) => {
    expect((await scrape()).split('\n')).toContain(line);
  });

  test('counts what the runtime reports', async () => {
    const metrics = createMetrics({ version: '1' });
    metrics.runtime.reconciled('website', 'success', 12);
    metrics.runtime.activated('website', 'success', 300);
    metrics.runtime.queueWaited('website', 2);
    metrics.runtime.retried('website');
    metrics.runtime.panicked('website');
    metrics.runtime.driftCorrected('website', 'deployments');
    metrics.runtime.requested('patch', 200, 4);
    metrics.runtime.eventsLost(3);
    const figures = { resource: 'deployments', result: 'success', durationMs: 4 } as const;
    metrics.runtime.providerOperated('website', 'kubernetes', { ...figures, verb: 'create' });
    metrics.runtime.providerOperated('website', 'kubernetes', { ...figures, verb: 'delete' });

    const lines = (await scrape(metrics)).split('\n');

    const labels = 'crd="website",provider="kubernetes",kind="deployments"';
    expect(lines).toEqual(
      expect.arrayContaining([
        'controller_reconcile_total{crd="website",result="success"} 1',
        'controller_reconcile_duration_seconds_sum{crd="website"} 0.012',
        'controller_crd_activation_latency_seconds_sum{crd="website"} 0.3',
        'orkestra_queue_wait_seconds_count{crd="website"} 1',
        'orkestra_queue_retries_total{crd="website"} 1',
        'orkestra_reconcile_panics_total{crd="website"} 1',
        'orkestra_drift_corrections_total{crd="website",kind="deployments"} 1',
        'orkestra_api_requests_total{verb="patch",code="200"} 1',
        'orkestra_events_lost_total 3',
        `orkestra_provider_reconcile_total{${labels},result="success"} 1`,
        `orkestra_provider_delete_total{${labels},result="success"} 1`,
      ]),
    );
  });

  test('tells that caches are not complete, and no lag of one that was never filled', async () => {
    const health = aCrdHealth({ state: 'pending', cachesSynced: false });
    const filling = fakeRuntime({
      crds: [fakeCrd({ health })],
      caches: [{ gvk: 'apps/v1/Deployment' }],
    });

    const text = String((await get(anApp({ runtime: filling }), '/metrics')).body);

    expect(text).toContain('orkestra_informer_synced{crd="website"} 0');
    expect(text).not.toContain('orkestra_informer_lag_seconds{');
  });

  test('forgets the lag of a cache that is gone', async () => {
    const caches = [{ gvk: 'v1/Secret', lagMs: 10 }];
    const app = anApp({ runtime: fakeRuntime({ caches }) });

    const before = String((await get(app, '/metrics')).body);
    caches.length = 0;
    const after = String((await get(app, '/metrics')).body);

    expect([before, after].map((text) => text.includes('gvk="v1/Secret"'))).toEqual([true, false]);
  });

  test.each([
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'process_start_time_seconds',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_eventloop_utilization',
    'nodejs_heap_size_used_bytes',
  ])('holds %s of the process', async (name) => {
    expect(await scrape()).toMatch(new RegExp(`^${name} [0-9.e+-]+$`, 'm'));
  });

  test('does not take the time between two samples for a lag of the event loop', async () => {
    const text = await scrape();

    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds 0(\.0\d*)?$/m);
    expect(text.match(/^nodejs_eventloop_lag\w* /gm)).toHaveLength(1);
  });
});

describe('/api/v1/query', () => {
  test('answers one metric as Prometheus does', async () => {
    const path = '/api/v1/query?query=controller_queue_depth';

    const { body, status } = await get(anApp({ runtime }), path);

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'controller_queue_depth', crd: 'website' }, value: [3_661, '7'] },
        ],
      },
    });
  });

  test('answers the series of a histogram by their names', async () => {
    const metrics = createMetrics({ version: '1' });
    metrics.runtime.queueWaited('website', 2_000);
    const app = anApp({ runtime, metrics });

    const { body } = await get(app, '/api/v1/query?query=orkestra_queue_wait_seconds_sum');

    expect(body).toMatchObject({
      data: { result: [{ metric: { crd: 'website' }, value: [3_661, '2'] }] },
    });
  });

  test('answers a name that nobody has with nothing, as Prometheus does', async () => {
    const { body } = await get(anApp({ runtime }), '/api/v1/query?query=nope');

    expect(body).toEqual({ status: 'success', data: { resultType: 'vector', result: [] } });
  });

  test.each(['', '?query=', '?query=sum(orkestra_leader)', '?query=up%20-%201'])(
    'refuses %s with a problem body',
    async (query) => {
      const { body, status } = await get(anApp({ runtime }), `/api/v1/query${query}`);

      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'ORK_USAGE' });
    },
  );
});
