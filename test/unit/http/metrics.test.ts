import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../../plugins/http/index.ts';
import { aCrdHealth, fakeCrd, fakeRuntime } from '../../helpers/fake-runtime.ts';
import { anApp, get } from './support.ts';

const runtime = fakeRuntime({ crds: [fakeCrd({ health: aCrdHealth({ queueDepth: 7 }) })] });

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
        `orkestra_provider_reconcile_total{${labels},result="success"} 1`,
        `orkestra_provider_delete_total{${labels},result="success"} 1`,
      ]),
    );
  });
});
