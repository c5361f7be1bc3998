import { expect, test } from 'vitest';
import type { Cluster } from '../../../core/cluster/cluster.ts';
import { createDryRunCluster } from '../../../core/cluster/dry-run-cluster.ts';
import type { KubeObject } from '../../../core/object/kube-object.ts';
import { aType } from '../../helpers/fake-cluster.ts';

const { signal } = new AbortController();
const target = { type: aType('ConfigMap', ''), ref: { namespace: 'default', name: 'a' } };
const managedFields = [{ manager: 'someone' }];

function map(data: string, resourceVersion = '7'): KubeObject {
  const metadata = { name: 'a', namespace: 'default', resourceVersion, managedFields };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: data } };
}

/** A cluster that holds one object and answers an apply with the version that is stored, as a dry run does. */
function aCluster() {
  const sent: string[] = [];
  const cluster: Partial<Cluster> = {
    get: async () => map('1'),
    apply: async (_target, object, { dryRun }) => {
      sent.push(`apply ${dryRun === true ? 'dry' : 'wet'}`);
      return { ...map('1'), ...object, metadata: map('1').metadata };
    },
    patch: async () => {
      sent.push('patch');
      return map('1');
    },
    delete: async () => {
      sent.push('delete');
      return undefined;
    },
  };
  return { sent, dry: createDryRunCluster(cluster as Cluster) };
}

test.each([
  { title: 'the same version for what changes nothing', data: '1', version: '7' },
  { title: 'another version for what changes something', data: '2', version: '71' },
])('an apply is a dry run, and has $title', async ({ data, version }) => {
  const { dry, sent } = aCluster();

  const answer = await dry.apply(target, map(data), { force: true, signal });

  expect(sent).toEqual(['apply dry']);
  expect(answer.metadata.resourceVersion).toBe(version);
  expect(answer.metadata).not.toHaveProperty('managedFields');
});

test('what is patched, deleted, or applied after a patch is not sent', async () => {
  const { dry, sent } = aCluster();

  await dry.patch(target, [], { type: 'json', signal });
  const applied = await dry.apply(target, map('2'), { force: true, signal });
  await dry.delete(target, {}, signal);

  expect(sent).toEqual([]);
  expect(applied['data']).toEqual({ a: '2' });
});
