import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { WatchEvent, WatchOptions } from '../../../core/cluster/cluster.ts';
import { ErrorCode } from '../../../core/errors.ts';
import { createLineSplitter } from '../../../providers/kubernetes/client/line-splitter.ts';
import { type ApiScene, anApi, never, webs } from './api-server.ts';

const object = {
  apiVersion: 'example.com/v1',
  kind: 'Web',
  metadata: { name: 'a', namespace: 'ns', resourceVersion: '8' },
};
const added = `${JSON.stringify({ type: 'ADDED', object })}\n`;
const bookmark = (annotations: object = {}): string =>
  `${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9', annotations } } })}\n`;

/** Watches until the stream ends and returns what came. */
async function follow(scene: ApiScene, options: Partial<WatchOptions> = {}): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  for await (const event of scene.cluster.watch(
    webs,
    { resourceVersion: '5', ...options },
    never,
  )) {
    events.push(event);
  }
  return events;
}

function aStream(write: (response: ServerResponse) => void): Promise<ApiScene> {
  return anApi(() => ({
    raw(response) {
      response.writeHead(200, { 'content-type': 'application/json' });
      write(response);
    },
  }));
}

test('events come as sent, whatever the pieces they arrive in', async () => {
  const scene = await aStream((response) => {
    const bytes = Buffer.from(added.replace('"a"', '"ä"') + bookmark());
    response.write(bytes.subarray(0, bytes.indexOf(0xc3) + 1));
    setImmediate(() => response.end(bytes.subarray(bytes.indexOf(0xc3) + 1)));
  });

  const events = await follow(scene);

  expect(events).toMatchObject([
    { type: 'ADDED', object: { metadata: { name: 'ä' } } },
    { type: 'BOOKMARK', resourceVersion: '9', initialEventsEnd: false },
  ]);
  expect(scene.seen[0]?.query).toEqual({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: '5',
  });
});

test('a watch-list is asked for as KEP-3157 wants it, and its end is told', async () => {
  const scene = await aStream((response) =>
    response.end(bookmark({ 'k8s.io/initial-events-end': 'true' })),
  );

  const events = await follow(scene, { resourceVersion: '', sendInitialEvents: true });

  expect(events).toEqual([{ type: 'BOOKMARK', resourceVersion: '9', initialEventsEnd: true }]);
  expect(scene.seen[0]?.query).toEqual({
    watch: 'true',
    allowWatchBookmarks: 'true',
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
  });
});

test('an ERROR event of 410 is ApiExpired', async () => {
  const status = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' };
  const scene = await aStream((response) =>
    response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`),
  );

  await expect(follow(scene)).rejects.toMatchObject({
    code: ErrorCode.ApiExpired,
    details: { text: 'too old' },
  });
});

test.each([
  { what: 'no JSON', line: '{"type":"ADDED","object":{"da' },
  { what: 'an unknown type', line: JSON.stringify({ type: 'CHANGED', object }) },
  {
    what: 'an object without name',
    line: JSON.stringify({ type: 'ADDED', object: { metadata: {} } }),
  },
])('a line with $what is an error, not silence', async ({ line }) => {
  const scene = await aStream((response) => response.end(`${line}\n`));

  await expect(follow(scene)).rejects.toMatchObject({ code: ErrorCode.ApiUndecodable });
});

test('a stream that is silent too long fails, one with bookmarks does not', async () => {
  const scene = await aStream((response) => {
    response.write(bookmark());
    setTimeout(() => response.write(bookmark()), 60);
  });
  const events: WatchEvent[] = [];
  const watch = async (): Promise<void> => {
    const stream = scene.cluster.watch(webs, { resourceVersion: '5', stallMs: 100 }, never);
    for await (const event of stream) events.push(event);
  };

  await expect(watch()).rejects.toMatchObject({
    code: ErrorCode.ApiUnavailable,
    details: { text: 'the API server stopped sending' },
  });
  expect(events).toHaveLength(2);
});

test('a connection that breaks in the middle of an event fails', async () => {
  const scene = await aStream((response) => {
    response.write(`${added}${added.slice(0, 20)}`);
    setTimeout(() => response.destroy(), 20);
  });

  await expect(follow(scene)).rejects.toMatchObject({ code: ErrorCode.ApiUnavailable });
});

test('an aborted watch ends without an error', async () => {
  const scene = await aStream((response) => response.write(added));
  const stop = new AbortController();
  const events: WatchEvent[] = [];

  for await (const event of scene.cluster.watch(webs, { resourceVersion: '5' }, stop.signal)) {
    events.push(event);
    stop.abort();
  }

  expect(events).toHaveLength(1);
});

test('a line may be long, but not without bound', () => {
  const splitter = createLineSplitter(10);

  expect(splitter.push(Buffer.from('12345\n67'))).toEqual(['12345']);
  expect(splitter.push(Buffer.from('890\n'))).toEqual(['67890']);
  expect(() => splitter.push(Buffer.from('12345678901'))).toThrow(RangeError);
});
