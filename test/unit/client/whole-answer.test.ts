import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { ErrorCode } from '../../../core/errors.ts';
import { anApi, never, webs } from './api-server.ts';

const at = (name: string) => ({ type: webs, ref: { namespace: 'ns', name } });
const aWeb = (name: string) => ({
  apiVersion: 'example.com/v1',
  kind: 'Web',
  metadata: { name, namespace: 'ns' },
});

test('an answer that comes in parts, one cut within a character, is read in whole', async () => {
  const web = { ...aWeb('a'), spec: { motto: 'größer' } };
  const bytes = Buffer.from(JSON.stringify(web));
  const cut = bytes.indexOf('ö') + 1;
  const { cluster } = await anApi(() => ({
    raw(response) {
      response.write(bytes.subarray(0, cut));
      setImmediate(() => response.end(bytes.subarray(cut)));
    },
  }));

  expect(await cluster.get(at('a'), never)).toEqual(web);
});

test('a request that is ended while it waits for a connection is never sent', async () => {
  const held: ServerResponse[] = [];
  const { cluster, seen } = await anApi(
    ({ path }) =>
      path.endsWith('first') ? { raw: (response) => held.push(response) } : { body: aWeb('third') },
    { connections: 1 },
  );
  const first = cluster.get(at('first'), never);
  await expect.poll(() => held.length).toBe(1);
  const stop = new AbortController();
  const second = cluster.get(at('second'), stop.signal);

  setImmediate(() => stop.abort());
  await expect(second).rejects.toMatchObject({ code: ErrorCode.Aborted });
  held[0]?.end(JSON.stringify(aWeb('first')));
  await first;
  await cluster.get(at('third'), never);

  expect(seen.map(({ path }) => path.split('/').at(-1))).toEqual(['first', 'third']);
});

test('a connection that breaks within an answer is a try that failed', async () => {
  const { cluster, seen } = await anApi((_, count) =>
    count > 1
      ? { body: aWeb('a') }
      : {
          raw(response) {
            response.writeHead(200, { 'content-length': 100 });
            response.write('{"metadata"');
            setImmediate(() => response.destroy());
          },
        },
  );

  expect(await cluster.get(at('a'), never)).toEqual(aWeb('a'));
  expect(seen).toHaveLength(2);
});
