import { expect, test } from 'vitest';
import { decodeMessage } from '../../../plugins/devcluster/protobuf/decode-message.ts';
import { loadKubernetesApi } from '../../../schemas/index.ts';
import { MAPS, startCluster } from './start-cluster.ts';

/** A field with a length: text, bytes, or a message of its own. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

function varint(number: number, value: number): Buffer {
  return Buffer.from([number << 3, value]);
}

function entry(key: string, value: string): Buffer {
  return Buffer.concat([field(1, key), field(2, value)]);
}

/** A ConfigMap as `kubectl create` sends it: zero values of plain Go fields are on the wire. */
const META = Buffer.concat([field(1, 'sent'), field(2, ''), varint(7, 0)]);
const CONFIG_MAP = Buffer.concat([field(1, META), field(2, entry('key', 'value'))]);
const TYPE_META = Buffer.concat([field(1, 'v1'), field(2, 'ConfigMap')]);

test('an object in protobuf is created like any other', async () => {
  const { client } = await startCluster();
  const body = Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, TYPE_META),
    field(2, CONFIG_MAP),
    field(3, ''),
    field(4, ''),
  ]);

  const { status, body: created } = await client.request('POST', MAPS, body.toString('latin1'), {
    type: 'application/vnd.kubernetes.protobuf',
  });

  expect(status).toBe(201);
  expect(created.metadata.name).toBe('sent');
  expect(created.data).toEqual({ key: 'value' });
});

test('what is no protobuf is a bad request', async () => {
  const { client } = await startCluster();

  const { status } = await client.request('POST', MAPS, 'nonsense', {
    type: 'application/vnd.kubernetes.protobuf',
  });

  expect(status).toBe(400);
});

test('structs that JSON writes in place, times and int-or-string take their JSON form', async () => {
  const { messages } = await loadKubernetesApi();
  const emptyDir = field(2, '');
  const volume = Buffer.concat([field(1, 'cache'), field(2, emptyDir)]);
  const port = Buffer.concat([
    varint(3, 80),
    field(4, Buffer.concat([varint(1, 1), field(3, 'web')])),
  ]);

  expect(decodeMessage(messages, 'io.k8s.api.core.v1.Volume', volume)).toEqual({
    name: 'cache',
    emptyDir: {},
  });
  expect(decodeMessage(messages, 'io.k8s.api.core.v1.ServicePort', port)).toEqual({
    port: 80,
    targetPort: 'web',
  });
});

test('a message that ends too early is refused', async () => {
  const { messages } = await loadKubernetesApi();

  expect(() =>
    decodeMessage(messages, 'io.k8s.api.core.v1.ConfigMap', Buffer.from([0x0a, 0x20, 0x01])),
  ).toThrow(RangeError);
});
