import { describe, expect, test } from 'vitest';
import { toldOf } from './told-of.ts';

describe('a name that is one letter away from that of an entry is doubted', () => {
  const MADE = `secrets: [{ name: database, data: { a: b } }]
configMaps: [{ name: settings, data: { a: b } }]
serviceAccounts: [{ name: "{{ .metadata.name }}-runner" }]
services: [{ name: frontend, port: 80 }]
persistentVolumeClaims: [{ name: storage, storage: 1Gi }]
`;

  test.each([
    [
      'deployments: [{ image: a, serviceAccountName: "{{ .metadata.name }}-runer" }]',
      'serviceAccounts',
    ],
    ['deployments: [{ image: a, imagePullSecrets: [databse] }]', 'secrets'],
    ['deployments: [{ image: a, envFrom: { secretRef: [databsae] } }]', 'secrets'],
    ['deployments: [{ image: a, envFrom: [{ configMapRef: { name: setting } }] }]', 'configMaps'],
    [
      'deployments: [{ image: a, env: { A: { secretKeyRef: { name: databas, key: a } } } }]',
      'secrets',
    ],
    [
      'deployments: [{ image: a, env: [{ name: A, valueFrom: { configMapKeyRef: { name: setings, key: a } } }] }]',
      'configMaps',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, secret: { secretName: databaze } }] }]',
      'secrets',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, persistentVolumeClaim: { claimName: storrage } }] }]',
      'persistentVolumeClaims',
    ],
    ['statefulSets: [{ image: a, name: web, serviceName: fronted }]', 'services'],
    ['ingresses: [{ serviceName: front-end, servicePort: 80 }]', 'services'],
  ])('%s', async (written, kind) => {
    const told = await toldOf(`${MADE}${written}`);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      new RegExp(`^warning ORK1514: no entry of ${kind} makes ".*", did you mean `),
    );
  });

  test('others, and those that differ by a digit, are taken as those of somebody else', async () => {
    const told = await toldOf(`${MADE}deployments:
  - { image: a, name: a, serviceAccountName: default, imagePullSecrets: [registry, database, database2] }`);

    expect(told).toEqual([]);
  });
});
