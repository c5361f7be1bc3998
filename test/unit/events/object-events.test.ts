import { describe, expect, test } from 'vitest';
import { ErrorCode, OrkError } from '../../../core/errors.ts';
import { isAboutAny } from '../../../core/events/event-subjects.ts';
import {
  createNamespaceEvents,
  type NamespaceEvents,
  type NamespaceEventsOptions,
} from '../../../core/events/namespace-events.ts';
import type { EventSubject, ObjectEvent } from '../../../core/events/object-event.ts';
import { objectEvents } from '../../../core/events/object-events.ts';
import { silentLogger } from '../../../core/log.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { type FakeClock, fakeClock } from '../../helpers/fake-clock.ts';
import { aType, type FakeCluster, fakeCluster } from '../../helpers/fake-cluster.ts';

const CONTROLLER = 'orkestra.orkspace.io/konductor';
const aWeb: EventSubject = { kind: 'Web', namespace: 'ns', name: 'a', uid: 'uid-a' };

interface Scene {
  readonly clock: FakeClock;
  readonly cluster: FakeCluster;
  readonly reader: NamespaceEvents;
  /** Lists that reached the cluster. */
  readonly lists: () => number;
}

function aScene(options: Partial<NamespaceEventsOptions> = {}): Scene {
  const clock = fakeClock();
  const cluster = fakeCluster();
  cluster.install(aType('Event', 'events.k8s.io'));
  const reader = createNamespaceEvents({ cluster, clock, log: silentLogger, ...options });
  return {
    clock,
    cluster,
    reader,
    lists: () => cluster.requests.filter(({ verb }) => verb === 'list').length,
  };
}

let serial = 0;

/** An event in the cluster. */
function anEvent(regarding: Partial<EventSubject>, fields: Partial<KubeObject> = {}): KubeObject {
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: {
      name: `e-${serial++}`,
      namespace: regarding.namespace ?? 'ns',
      creationTimestamp: '1970-01-01T00:00:05Z',
    },
    eventTime: '1970-01-01T00:00:05.000000Z',
    reportingController: 'someone.else/controller',
    type: 'Normal',
    reason: 'Seen',
    note: 'hello',
    regarding: { ...aWeb, ...regarding },
    ...fields,
  };
}

function anOwn(fields: Partial<ObjectEvent> = {}): ObjectEvent {
  return {
    type: 'Normal',
    reason: 'WebReconciled',
    note: 'created',
    source: CONTROLLER,
    regarding: aWeb,
    count: 1,
    firstMs: 1_000,
    lastMs: 1_000,
    ...fields,
  };
}

describe('events of an object', () => {
  test('are those of this process and those of the cluster, newest first', async () => {
    const { cluster, reader } = aScene();
    cluster.put(anEvent({}));
    cluster.put(anEvent({ name: 'other', uid: 'uid-other' }));

    const history = await objectEvents([aWeb], [anOwn()], reader);

    expect(history.warning).toBe('');
    expect(history.events.map(({ reason }) => reason)).toEqual(['Seen', 'WebReconciled']);
  });

  test('take in the children and what Kubernetes makes of them', async () => {
    const { cluster, reader } = aScene();
    const deployment: EventSubject = { ...aWeb, kind: 'Deployment', uid: 'uid-d' };
    cluster.put(anEvent(deployment, { reason: 'ScalingReplicaSet' }));
    const pod = { kind: 'Pod', name: 'a-7c5ddbdf54-x2b4z', uid: 'uid-p' };
    cluster.put(anEvent(pod, { reason: 'FailedScheduling' }));

    const { events } = await objectEvents([aWeb, deployment], [], reader);

    expect(events.map(({ regarding }) => regarding.kind).sort()).toEqual(['Deployment', 'Pod']);
  });

  test('are told once when the cluster has what this process recorded', async () => {
    const { cluster, reader } = aScene();
    const series = { count: 7, lastObservedTime: '1970-01-01T00:01:00.000000Z' };
    cluster.put(
      anEvent({}, { reportingController: CONTROLLER, reason: 'Failed', note: 'try 3', series }),
    );
    const own = anOwn({ reason: 'Failed', note: 'try 9', count: 9, lastMs: 90_000 });

    const { events } = await objectEvents([aWeb], [own], reader);

    expect(events).toEqual([{ ...own, firstMs: 1_000 }]);
  });

  test('are read from the cluster for what a process before this one recorded', async () => {
    const { cluster, reader } = aScene();
    const series = { count: 7, lastObservedTime: '1970-01-01T00:01:00.000000Z' };
    cluster.put(anEvent({}, { reportingController: CONTROLLER, series }));

    const { events } = await objectEvents([aWeb], [], reader);

    expect(events).toMatchObject([
      { source: CONTROLLER, count: 7, firstMs: 5_000, lastMs: 60_000 },
    ]);
  });

  test('are read from the deprecated fields of older reporters too', async () => {
    const { cluster, reader } = aScene();
    const { eventTime: _time, reportingController: _controller, ...old } = anEvent({});
    cluster.put({
      ...old,
      eventTime: null,
      reportingController: '',
      deprecatedSource: { component: 'kubelet', host: 'node-1' },
      deprecatedCount: 4,
      deprecatedFirstTimestamp: '1970-01-01T00:00:10Z',
      deprecatedLastTimestamp: '1970-01-01T00:00:20Z',
    });

    const { events } = await objectEvents([aWeb], [], reader);

    expect(events).toMatchObject([
      { source: 'kubelet', count: 4, firstMs: 10_000, lastMs: 20_000 },
    ]);
  });

  test('of a cluster-scoped object are those in the default namespace', async () => {
    const { cluster, reader } = aScene();
    const subject = { ...aWeb, namespace: '' };
    cluster.put({
      ...anEvent(subject),
      metadata: { name: 'e', namespace: 'default' },
    });

    const { events } = await objectEvents([subject], [], reader);

    expect(events).toHaveLength(1);
  });

  test.each([
    { kind: 'Deployment', below: 'ReplicaSet', name: 'web-7c5ddbdf54', belongs: true },
    { kind: 'Deployment', below: 'Pod', name: 'web-7c5ddbdf54-x2b4z', belongs: true },
    { kind: 'Deployment', below: 'Pod', name: 'web-api-7c5ddbdf54-x2b4z', belongs: false },
    { kind: 'Deployment', below: 'Pod', name: 'website-7c5ddbdf54-x2b4z', belongs: false },
    { kind: 'Deployment', below: 'Pod', name: 'web-0', belongs: false },
    { kind: 'Deployment', below: 'Service', name: 'web-7c5ddbdf54', belongs: false },
    { kind: 'StatefulSet', below: 'Pod', name: 'web-0', belongs: true },
    { kind: 'DaemonSet', below: 'Pod', name: 'web-x2b4z', belongs: true },
    { kind: 'Job', below: 'Pod', name: 'web-2-x2b4z', belongs: true },
    { kind: 'CronJob', below: 'Job', name: 'web-28400123', belongs: true },
    { kind: 'CronJob', below: 'Pod', name: 'web-28400123-x2b4z', belongs: true },
    { kind: 'ConfigMap', below: 'Pod', name: 'web-x2b4z', belongs: false },
  ])('$below $name below $kind web: $belongs', ({ belongs, below, kind, name }) => {
    const about = isAboutAny([{ kind, namespace: 'ns', name: 'web', uid: 'uid-w' }]);

    expect(about({ regarding: { kind: below, namespace: 'ns', name, uid: 'uid-x' } })).toBe(
      belongs,
    );
    expect(about({ regarding: { kind: below, namespace: 'else', name, uid: 'uid-x' } })).toBe(
      false,
    );
  });
});

describe('asking the cluster', () => {
  test('costs one list of the namespace in 30 s, however many ask', async () => {
    const { clock, lists, reader } = aScene();
    const other = { ...aWeb, uid: 'uid-b' };

    await Promise.all([objectEvents([aWeb], [], reader), objectEvents([other], [], reader)]);
    await clock.advance(29_000);
    await objectEvents([aWeb], [], reader);
    const early = lists();
    await clock.advance(1_000);
    await objectEvents([aWeb], [], reader);

    expect([early, lists()]).toEqual([1, 2]);
  });

  test('leaves nothing in memory and nothing waiting after that', async () => {
    const { clock, reader } = aScene();
    await reader.read('ns');

    await clock.advance(30_000);

    expect(clock.sleeping).toBe(0);
  });

  test('ends at once when closed', async () => {
    const { clock, cluster, reader } = aScene();
    cluster.list = (_type, _options, signal) => pendingUntil(signal);
    const answer = reader.read('ns');

    reader.close();

    expect((await answer).warning).not.toBe('');
    await clock.settle();
    expect(clock.sleeping).toBe(0);
  });

  test('that is refused leaves the own events, and a warning', async () => {
    const { cluster, lists, reader } = aScene();
    cluster.fault = () => {
      throw new OrkError('Forbidden', {
        code: ErrorCode.ApiForbidden,
        details: { text: 'cannot list events' },
      });
    };

    const history = await objectEvents([aWeb], [anOwn()], reader);
    await objectEvents([aWeb], [anOwn()], reader);

    expect(history.events).toEqual([anOwn()]);
    expect(history.warning).toContain('namespace ns cannot be listed: ');
    expect(history.warning).toContain('cannot list events');
    expect(lists()).toBe(1);
  });

  test('waits 5 s for an answer and no longer', async () => {
    const { clock, cluster, reader } = aScene();
    cluster.list = (_type, _options, signal) => pendingUntil(signal);
    const answer = reader.read('ns');

    await clock.advance(5_000);

    expect((await answer).warning).toContain('does not answer in time');
  });

  test('goes through pages, up to a limit that is told', async () => {
    const few = aScene({ limit: 500 });
    const many = aScene({ limit: 2_000 });
    for (const { cluster } of [few, many])
      for (let at = 0; at < 1_200; at += 1) cluster.put(anEvent({}));

    const [cut, whole] = [await few.reader.read('ns'), await many.reader.read('ns')];

    expect([cut.events.length, cut.warning]).toEqual([
      500,
      'only 500 events of namespace ns were looked at',
    ]);
    expect([whole.events.length, whole.warning]).toEqual([1_200, '']);
  });

  test('stops at eight namespaces', async () => {
    const { lists, reader } = aScene();
    const subjects = Array.from({ length: 10 }, (_, at) => ({ ...aWeb, namespace: `ns-${at}` }));

    const { warning } = await objectEvents(subjects, [], reader);

    expect(lists()).toBe(8);
    expect(warning).toBe('only the first 8 of 10 namespaces were read');
  });
});

function pendingUntil(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}
