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

function aView(columns = 80) {
  const clock = fakeClock();
  const runtime = fakeRuntime({ crds: [fakeCrd({ objects: [object], children })] });
  const writes: string[] = [];
  const stdout = { isTty: true, columns, write: (text: string) => void writes.push(text) };
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
});
