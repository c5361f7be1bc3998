import { describe, expect, test } from 'vitest';
import { silentLogger } from '../../../core/index.ts';
import { runLiveView } from '../../../plugins/cli/live-view/live-view.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { aDecisionRecord, fakeCrd, fakeRuntime } from '../../helpers/fake-runtime.ts';

const object = {
  apiVersion: 'demo.orkestra.io/v1alpha1',
  kind: 'Website',
  metadata: { name: 'hello', namespace: 'default' },
  status: { phase: 'Active', conditions: [{ type: 'Ready', status: 'True' }] },
};
const children = [
  { kind: 'Deployment', namespace: 'default', name: 'hello', ready: true, status: {} },
];

function aView(columns = 80, rows?: number) {
  const clock = fakeClock();
  const runtime = fakeRuntime({ crds: [fakeCrd({ objects: [object], children })] });
  const writes: string[] = [];
  const stdout = { isTty: true, columns, rows, write: (text: string) => void writes.push(text) };
  const stop = new AbortController();
  const messages: string[] = [];
  const options = { runtime, title: 'website-operator', clock, log: silentLogger, messages };
  const running = runLiveView(options, { env: { NO_COLOR: '1' }, stdout }, stop.signal);
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  return { clock, runtime, writes, messages, end };
}

describe('the live view', () => {
  test('shows custom resources with their children', async () => {
    const { clock, end, writes } = aView();
    await clock.settle();
    await end();

    expect(writes.join('')).toBe(
      [
        'website-operator',
        'RESOURCE               READY  PHASE   LAST',
        'website default/hello  True   Active',
        '  Deployment hello     True',
        '',
      ].join('\n'),
    );
  });

  test('writes messages above itself, where they stay', async () => {
    const { clock, end, messages, writes } = aView();
    await clock.settle();
    messages.push('cr.yaml:7:3: error\n');
    await clock.advance(1_000);
    await end();

    const [frame, message] = writes;
    expect(message).toBe(`\u001B[4A\u001B[0Jcr.yaml:7:3: error\n${frame}`);
    expect(writes).toHaveLength(2);
    expect(messages).toEqual([]);
  });

  test('writes nothing while nothing changes', async () => {
    const { clock, end, writes } = aView();
    await clock.advance(5_000);
    await end();

    expect(writes).toHaveLength(1);
  });

  test('draws over itself in a single write when something happens', async () => {
    const { clock, end, runtime, writes } = aView();
    await clock.settle();
    runtime.decide(aDecisionRecord());
    await clock.advance(250);
    await end();

    expect(writes).toHaveLength(2);
    expect(writes[1]?.startsWith('\u001B[4A\u001B[0Jwebsite-operator\n')).toBe(true);
    expect(writes[1]).toContain('created deployments/hello');
  });

  test('cuts lines to the width of the terminal', async () => {
    const { clock, end, writes } = aView(12);
    await clock.settle();
    await end();

    expect(
      Math.max(
        ...writes
          .join('')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBe(12);
  });

  const cause =
    'Deployment hello: spec.template.spec.containers[0].ports[0].containerPort is "eighty", expected a whole number from 1 to 65535; write port: 80';
  const failed = (at = 0) =>
    aDecisionRecord({
      atMs: at,
      outcome: 'failed',
      writes: 0,
      error: { code: 'ORK_RESOURCE_INVALID', message: cause },
    });

  test.each([20, 40, 80])('shows the cause of a failure in full (%i columns)', async (columns) => {
    const { clock, end, runtime, writes } = aView(columns);
    runtime.decide(failed());
    await clock.settle();
    await end();

    const lines = (writes.at(-1) ?? '').split('\n').filter((line) => line.startsWith('    '));
    expect(
      lines
        .map((line) => line.trim())
        .join('')
        .replaceAll(' ', ''),
    ).toBe(cause.replaceAll(' ', ''));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  test('says once what came several times, and how often', async () => {
    const { clock, end, runtime, writes } = aView(300);
    for (const second of [1, 2, 3, 4, 5]) runtime.decide(failed(second * 1_000));
    await clock.settle();
    await end();

    const decisions = (writes.at(-1) ?? '').split('\n').filter((line) => line.startsWith('00:'));
    expect(decisions).toEqual([`00:00:05 ×5 website default/hello: failed: ${cause}`]);
  });

  test('forgets the cause when the failure is over, also where nothing was to be written', async () => {
    const { clock, end, runtime, writes } = aView();
    runtime.decide(failed());
    await clock.settle();
    runtime.decide(aDecisionRecord({ writes: 0, entries: [] }));
    await clock.advance(250);
    await end();

    expect(writes.at(-2)).toContain('containerPort');
    expect((writes.at(-1) ?? '').split('\n')[2]).toMatch(/True +Active +nothing to do$/);
    expect(writes.at(-1)).not.toMatch(/^ {4}\S/m);
  });

  test('is no higher than the terminal', async () => {
    const { clock, end, runtime, writes } = aView(20, 8);
    runtime.decide(failed());
    await clock.settle();
    await end();

    const lines = (writes.at(-1) ?? '').split('\n');
    expect(lines).toHaveLength(8);
    expect(lines.some((line) => line.includes('00:00:00'))).toBe(true);
  });
});
