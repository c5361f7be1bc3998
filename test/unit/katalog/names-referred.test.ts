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
      'ServiceAccount',
    ],
    ['deployments: [{ image: a, imagePullSecrets: [databse] }]', 'Secret'],
    ['deployments: [{ image: a, envFrom: { secretRef: [databsae] } }]', 'Secret'],
    ['deployments: [{ image: a, envFrom: [{ configMapRef: { name: setting } }] }]', 'ConfigMap'],
    [
      'deployments: [{ image: a, env: { A: { secretKeyRef: { name: databas, key: a } } } }]',
      'Secret',
    ],
    [
      'deployments: [{ image: a, env: [{ name: A, valueFrom: { configMapKeyRef: { name: setings, key: a } } }] }]',
      'ConfigMap',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, secret: { secretName: databaze } }] }]',
      'Secret',
    ],
    [
      'deployments: [{ image: a, volumes: [{ name: v, persistentVolumeClaim: { claimName: storrage } }] }]',
      'PersistentVolumeClaim',
    ],
    ['statefulSets: [{ image: a, name: web, serviceName: fronted }]', 'Service'],
    ['ingresses: [{ serviceName: front-end, servicePort: 80 }]', 'Service'],
  ])('%s', async (written, kind) => {
    const told = await toldOf(`${MADE}${written}`);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      new RegExp(`^warning ORK1514: no entry makes the ${kind} ".*", did you mean `),
    );
  });

  test('others, and those that differ by a digit, are taken as those of somebody else', async () => {
    const told = await toldOf(`${MADE}deployments:
  - { image: a, name: a, serviceAccountName: default, imagePullSecrets: [registry, database, database2] }`);

    expect(told).toEqual([]);
  });

  const object = (kind: string, rest: string): string =>
    `custom: [{ apiVersion: ${kind.includes('/') ? kind.replace(' ', ', kind: ') : `v1, kind: ${kind}`}, metadata: { name: x }, ${rest} }]`;

  test.each([
    [
      'scaleTargetRef',
      'Deployment',
      `deployments: [{ name: frontend, image: a }]
${object('autoscaling/v2 HorizontalPodAutoscaler', 'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: frontnd } }')}`,
    ],
    [
      'subjects',
      'ServiceAccount',
      `serviceAccounts: [{ name: runner }]
${object('rbac.authorization.k8s.io/v1 RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: view }, subjects: [{ kind: ServiceAccount, name: runer }]')}`,
    ],
    [
      'roleRef',
      'Role',
      `custom:
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: reader }, rules: [] }
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: x }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: raeder }, subjects: [] }`,
    ],
    [
      'backend',
      'Service',
      `services: [{ name: frontend, port: 80 }]
${object('networking.k8s.io/v1 Ingress', 'spec: { defaultBackend: { service: { name: frontned, port: { number: 80 } } } }')}`,
    ],
    [
      'volume',
      'ConfigMap',
      `configMaps: [{ name: settings, data: { a: b } }]
${object('Pod', 'spec: { containers: [{ name: a, image: a }], volumes: [{ name: v, configMap: { name: setings } }] }')}`,
    ],
    [
      'projected volume',
      'Secret',
      `secrets: [{ name: database, data: { a: b } }]
${object('Pod', 'spec: { containers: [{ name: a, image: a }], volumes: [{ name: v, projected: { sources: [{ secret: { name: databse } }] } }] }')}`,
    ],
  ])('in objects written out: %s', async (_, kind, written) => {
    expect(await toldOf(written)).toEqual([
      expect.stringMatching(`^warning ORK1514: no entry makes the ${kind} ".*", did you mean `),
    ]);
  });

  test('also where another block makes the object', async () => {
    const told = await toldOf(`deployments: [{ image: a, serviceAccountName: runer }]`, {
      onCreate: 'serviceAccounts: [{ name: runner }]',
    });

    expect(told).toEqual([
      'warning ORK1514: no entry makes the ServiceAccount "runer", did you mean runner?',
    ]);
  });

  test.each([
    ['templates spaced otherwise', '"{{.metadata.name}}-runner"'],
    ['another template', '"{{ .metadata.nama }}-runner"'],
    ['short texts behind a template', '"{{ .metadata.name }}-db"'],
    ['JSONata', '"{% spec.b %}"'],
  ])('names are taken that differ by %s', async (_, name) => {
    const told = await toldOf(`serviceAccounts:
  - name: "{{ .metadata.name }}-runner"
  - name: "{{ .metadata.name }}-dc"
  - name: "{% spec.a %}"
deployments: [{ image: a, serviceAccountName: ${name} }]`);

    expect(told.filter((each) => each.includes('ORK1514'))).toEqual([]);
  });

  test.each([
    [
      'a kind of somebody else',
      object('cert.example.org/v1 Certificate', 'spec: { secret: { secretName: databse } }'),
    ],
    [
      'a user',
      object(
        'rbac.authorization.k8s.io/v1 RoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: databse }]',
      ),
    ],
  ])('names are taken that stand in %s', async (_, written) => {
    const made =
      'secrets: [{ name: database, data: { a: b } }]\nserviceAccounts: [{ name: database }]';

    expect(await toldOf(`${made}\n${written}`)).toEqual([]);
  });
});
