import { describe, expect, test } from 'vitest';
import { toldOf, toldOfText } from './told-of.ts';

const DEPLOYMENT = 'deployments: [{ image: a }]\n';
const shown = (text: string): string =>
  `${DEPLOYMENT}configMaps: [{ name: a, data: { a: '${text}' } }]`;

describe('children that no entry declares are doubted, for an earlier revision may have made them', () => {
  test.each([
    ['service', shown('{{ .children.service.spec.clusterIP }}')],
    ['service', shown('{{ get .children "service" "spec" }}')],
    ['services', shown('{% children.services.x %}')],
    ['custom', shown('{{ toJson .children.custom }}')],
    [
      'job',
      'configMaps: [{ name: a, data: { a: b }, when: [{ field: children.job.status.succeeded, equals: 1 }] }]',
    ],
  ])('%s: %s', async (key, written) => {
    expect(await toldOf(written)).toEqual([
      `warning ORK1402: no entry declares what children.${key} shows, so it is empty`,
    ]);
  });

  test.each([
    [
      'camel case and small letters',
      shown('{{ .children.configMap.data }}{{ .children.configmap.data }}'),
    ],
    ['plural', shown('{% children.deployments.*.status.readyReplicas %}')],
    ['all of them', shown('{{ len .children }}')],
  ])('those of entries are not: %s', async (_, written) => {
    expect(await toldOf(written)).toEqual([]);
  });

  test('nor those of another block, or of an entry that is left out for a fault', async () => {
    const created = await toldOf(shown('{{ .children.service.spec.clusterIP }}'), {
      onCreate: 'services: [{ port: 80 }]',
    });
    const faulty = await toldOf(
      `${shown('{{ .children.service.spec.clusterIP }}')}\nservices: [{ port: 80, prt: 81 }]`,
    );

    expect(created).toEqual([]);
    expect(faulty).toEqual(['error ORK1201: unknown field prt, did you mean port?']);
  });

  test('nor those that a note reads: it may be made for several operators', async () => {
    const told = await toldOfText(`apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: website }
notes:
  functions:
    - name: address
      expression: '{{ get .children "service" "spec" "clusterIP" }}'
spec:
  crds:
    website:
      apiTypes: { group: example.org, version: v1, kind: Website, plural: websites }
      operatorBox:
        onReconcile:
          configMaps: [{ name: a, data: { a: '{{ address }}' } }]
`);

    expect(told).toEqual([]);
  });
});
