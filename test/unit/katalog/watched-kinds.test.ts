import { describe, expect, test } from 'vitest';
import { toldOfText } from './told-of.ts';

describe('what an operator watches', () => {
  const types = (written: string, rest = ''): string => `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: a }
spec: { crds: { a: { apiTypes: { ${written} }${rest} } } }
`;
  const SELECTED = ', labelSelector: { a: b }';

  test.each([
    ['a core kind by its kind', types('kind: ConfigMap', SELECTED)],
    ['a core kind by its empty group and kind', types('group: "", kind: ConfigMap', SELECTED)],
    [
      'a core kind in full',
      types('group: "", version: v1, kind: Pod, plural: pods, apiPath: /api', SELECTED),
    ],
    [
      'another kind of Kubernetes by group and kind',
      types('group: apps, kind: Deployment', SELECTED),
    ],
    [
      'a group of somebody else below k8s.io',
      types(
        'group: snapshot.storage.k8s.io, version: v1, kind: VolumeSnapshot, plural: volumesnapshots',
      ),
    ],
    [
      'what says again what holds anyway',
      types(
        'group: example.org, version: v1, kind: Web, plural: webs, apiPath: /apis',
        ', mode: dynamic, operatorBox: { default: true }',
      ),
    ],
  ])('may be %s', async (_, text) => {
    expect(await toldOfText(text)).toEqual([]);
  });

  test.each([
    [
      'group: demo, version: v1, kind: Website, plural: websites',
      'group is "demo", but the group of a CRD has a dot, such as demo.example.org',
    ],
    [
      'group: app, version: v1, kind: Deployment, plural: deployments',
      'group is "app", but Deployment of Kubernetes is in apps; a group of your own has a dot',
    ],
    [
      'group: core, version: v1, kind: ConfigMap, plural: configmaps',
      'group is "core", but ConfigMap of Kubernetes is in the core group: ""; a group of your own has a dot',
    ],
    [
      'group: apps, version: v1, kind: Deploymnt, plural: deployments',
      'group apps of Kubernetes has no Deploymnt, did you mean Deployment? A kind of your own has a group with a dot',
    ],
    [
      'group: "", version: v1, kind: Website, plural: websites',
      'the core group of Kubernetes has no Website. A kind of your own has a group with a dot',
    ],
    [
      'group: Apps, version: v1, kind: Deployment, plural: deployments',
      'group is "Apps", expected API group, e.g. demo.orkestra.io, did you mean apps?',
    ],
    [
      'group: example.org/v1, version: v1, kind: Website, plural: websites',
      'group is "example.org/v1", expected API group, e.g. demo.orkestra.io',
    ],
    [
      'group: example.org, version: v1, kind: website, plural: websites',
      'kind is "website", expected kind in CamelCase, e.g. Website, did you mean Website?',
    ],
    [
      'group: example.org, version: v1, kind: Website, plural: websites, apiPath: /foo',
      'apiPath is not supported: the path follows from the group; leave it out',
    ],
  ])('is refused once: %s', async (written, told) => {
    const [only = '', ...more] = await toldOfText(types(written));

    expect(more).toEqual([]);
    expect(only).toContain(told);
    expect(only).toMatch(/^error/);
  });

  test.each(['location: x.io/api', 'object: Website', 'objectList: WebsiteList', 'alias: v1'])(
    'is known without Go types, which is said: %s',
    async (written) => {
      const [key] = written.split(':');

      expect(
        await toldOfText(
          types(`group: example.org, version: v1, kind: Website, plural: websites, ${written}`),
        ),
      ).toEqual([
        `warning ORK1508: ${key} has no effect: objects are read as they are, types compiled in Go are not loaded; leave it out`,
      ]);
    },
  );
});
