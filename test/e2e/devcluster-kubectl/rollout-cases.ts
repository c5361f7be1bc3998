import { beforeAll, expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

const WEB = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] }] },
    },
  },
});

/** Workloads: scale, roll out, wait. */
export function rolloutCases(session: () => DevSession): void {
  const run = (args: readonly string[]) => session().kubectl(args);
  const require = (args: readonly string[], input?: string) => session().require(args, input);
  const status = () => require(['rollout', 'status', 'deploy/web', '--timeout=20s']);

  beforeAll(async () => {
    await require(['apply', '-f', '-'], WEB);
    await status();
  });

  test('scale changes the replicas, on condition if asked', async () => {
    const scaled = await require(['scale', 'deploy/web', '--replicas=3']);
    const missed = await run(['scale', 'deploy/web', '--replicas=1', '--current-replicas=9']);
    const reached = await require([
      'wait',
      '--for=jsonpath={.status.readyReplicas}=3',
      'deploy/web',
      '--timeout=20s',
    ]);

    expect(scaled).toBe('deployment.apps/web scaled\n');
    expect(missed.stderr).toContain('Expected replicas to be 9, was 3');
    expect(reached).toBe('deployment.apps/web condition met\n');
  });

  test('set image, restart and undo roll out, and the history tells their causes', async () => {
    await require(['set', 'image', 'deploy/web', 'web=web:2']);
    await require(['annotate', 'deploy/web', 'kubernetes.io/change-cause=to web:2']);
    const second = await status();
    const restarted = await require(['rollout', 'restart', 'deploy/web']);
    await status();
    const undone = await require(['rollout', 'undo', 'deploy/web', '--to-revision=1']);
    await status();

    const history = await require(['rollout', 'history', 'deploy/web']);
    const revision = await require(['rollout', 'history', 'deploy/web', '--revision=2']);
    const revisions = history.match(/^\d+/gm);
    const image = await require([
      'get',
      'deploy/web',
      '-o',
      'jsonpath={.spec.template.spec.containers[0].image}',
    ]);
    expect(second).toContain('deployment "web" successfully rolled out');
    expect(restarted).toBe('deployment.apps/web restarted\n');
    expect(undone).toContain('deployment.apps/web rolled back');
    expect(revisions).toEqual(['2', '3', '4']);
    expect(history).toMatch(/^2 +to web:2$/m);
    expect(revision).toMatch(/Image:\s+web:2/);
    expect(image).toBe('web:1');
  });

  test('pause and resume hold a rollout back', async () => {
    await require(['rollout', 'pause', 'deploy/web']);
    await require(['set', 'image', 'deploy/web', 'web=web:3']);
    const { code, stdout } = await run(['rollout', 'status', 'deploy/web', '--timeout=1s']);

    await require(['rollout', 'resume', 'deploy/web']);

    expect({ code, isWaiting: stdout.includes('Waiting for deployment "web"') }).toEqual({
      code: 1,
      isWaiting: true,
    });
    expect(await status()).toContain('successfully rolled out');
  });

  test('expose and autoscale make a service and an autoscaler', async () => {
    const exposed = await require(['expose', 'deploy/web', '--port=80']);
    const autoscaled = await require(['autoscale', 'deploy/web', '--min=1', '--max=3']);
    const shown = await require(['get', 'hpa', 'web', '--no-headers']);

    expect(exposed).toBe('service/web exposed\n');
    expect(autoscaled).toContain('autoscaled');
    expect(shown).toMatch(/^web +Deployment\/web +\S.* +1 +3 /);
  });

  test('a job completes, alone and from a cron job', async () => {
    await require(['create', 'job', 'once', '--image=x']);
    await require(['create', 'cronjob', 'often', '--image=x', '--schedule=0 0 1 1 *']);
    await require(['create', 'job', 'now', '--from=cronjob/often']);

    const waited = await require([
      'wait',
      '--for=condition=Complete',
      'job/once',
      'job/now',
      '--timeout=20s',
    ]);

    expect(waited).toBe('job.batch/once condition met\njob.batch/now condition met\n');
    expect(await require(['describe', 'job', 'once'])).toContain('Job completed');
  });

  test('run starts a pod, and one that is not restarted ends', async () => {
    await require(['run', 'server', '--image=x']);
    await require(['run', 'task', '--image=x', '--restart=Never']);

    const waited = await require(['wait', '--for=condition=Ready', 'pod/server', '--timeout=20s']);
    await require([
      'wait',
      '--for=jsonpath={.status.phase}=Succeeded',
      'pod/task',
      '--timeout=20s',
    ]);

    expect(waited).toBe('pod/server condition met\n');
    expect(await require(['get', 'pod', 'task', '--no-headers'])).toMatch(/0\/1 +Completed/);
  });

  test('cordon, drain and uncordon empty the node', async () => {
    await require(['cordon', 'devcluster']);
    const shown = await require(['get', 'node', 'devcluster']);
    const drained = await require(['drain', 'devcluster', '--force', '--timeout=30s']);
    await require(['uncordon', 'devcluster']);

    expect(shown).toContain('Ready,SchedulingDisabled');
    expect(drained).toContain('node/devcluster drained');
    expect(await status()).toContain('successfully rolled out');
  });

  test('wait gives up with the condition it waited for', async () => {
    const { code, stderr } = await run([
      'wait',
      '--for=condition=Never',
      'deploy/web',
      '--timeout=1s',
    ]);

    expect(code).toBe(1);
    expect(stderr).toContain('timed out waiting for the condition on deployments/web');
  });
}
