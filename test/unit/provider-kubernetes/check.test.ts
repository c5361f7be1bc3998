import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ErrorCode, type JsonObject } from '../../../core/index.ts';
import { aBlock, ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

beforeEach(() => {
  rig = new ProviderRig();
});

afterEach(() => rig.stop.abort());

interface Fault {
  readonly kind: string;
  readonly block: JsonObject;
  /** Message of every problem, which begins with its path. */
  readonly told: readonly string[];
}

const FAULTS: readonly Fault[] = [
  { kind: 'deployments', block: {}, told: ['missing required fields: [image]'] },
  {
    kind: 'deployments',
    block: { image: 'a', replicas: 'three', port: '99999' },
    told: [
      'replicas "three" is not a whole number',
      'port "99999" is more than 65535, expected 1 to 65535',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', replcas: 1 },
    told: ['replcas is not a known field; did you mean replicas?'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', name: 'Shop_1' },
    told: [
      'name "Shop_1" is not a DNS-1123 subdomain: lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit, at most 253 characters',
    ],
  },
  {
    kind: 'services',
    block: { name: 'shop.web', port: 0 },
    told: [
      'name "shop.web" is not a DNS-1035 label: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 63 characters',
      'port 0 is less than 1, expected 1 to 65535',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', autoscale: { min: 1 } },
    told: ['autoscale is not built yet'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', resources: { profile: 'hughe' } },
    told: [
      'resources.profile "hughe" is not a profile; known are tiny, small, medium, large, burst, steady, compute-heavy, memory-heavy, standard, optimized',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', resources: { profile: 'small', limits: { cpu: '1' } } },
    told: ['resources.limits cannot stand beside profile'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', resources: { limits: { cpu: 'much' } } },
    told: ['resources.limits.cpu "much" is not a quantity such as 500m, 2 or 1Gi'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', labels: { 'a b': 'c d' } },
    told: [
      'labels.a b is not a key such as app or example.com/app',
      'labels.a b "c d" is not a label value: letters, digits, "-", "_" and ".", at most 63 characters',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', probes: { liveness: { type: 'tcp', path: '/x' } } },
    told: [
      'probes.liveness.path is only for probes of type http',
      'probes.liveness.port is required, as the container has no port',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', env: { A: { value: '1', secretKeyRef: { name: 'b' } } } },
    told: ['env.A.secretKeyRef.key is required', 'env.A.value cannot stand beside another source'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', envFrom: { secretRef: [{ name: 'a', suffix: '_X' }] } },
    told: ['envFrom.secretRef[0].suffix needs keys'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', volumes: [{ name: 'v', emptyDir: {}, secret: { name: 's' } }] },
    told: ['volumes[0].emptyDir cannot stand beside secret'],
  },
  {
    kind: 'deployments',
    block: { image: 'a', rollingUpdate: { maxSurge: 'half' } },
    told: ['rollingUpdate.maxSurge "half" is neither a whole number nor a percentage such as 25%'],
  },
  {
    kind: 'statefulSets',
    block: { image: 'a', rollingUpdate: { maxSurge: 1 } },
    told: ['rollingUpdate.maxSurge is not a field of StatefulSets'],
  },
  {
    kind: 'statefulSets',
    block: { image: 'a', envv: 1 },
    told: ['envv is not a known field; did you mean env?'],
  },
  { kind: 'secrets', block: { name: 'a' }, told: ['needs data, fromSecret or tls'] },
  {
    kind: 'secrets',
    block: { data: { 'a/b': 'c' }, rotateAfter: 'soon' },
    told: [
      'data.a/b is not a key of letters, digits, "-", "_" and ".", at most 253 characters',
      'rotateAfter "soon" is not a duration such as 30d, 12h or never',
    ],
  },
  {
    kind: 'secrets',
    block: {
      type: 'Opaque',
      data: { a: 'b' },
      tls: { commonName: 'a', dnsNames: ['ok.example.com', 'A_b'], validFor: 'never', sans: [] },
    },
    told: [
      'tls.dnsNames[1] "A_b" is not a host name such as shop.example.com or *.example.com',
      'tls.validFor "never" is not a duration of a minute or more, such as 90d or 1y',
      'tls.sans is not a known field',
      'data cannot stand beside tls',
      'type is "Opaque", but a Secret with tls is of type kubernetes.io/tls',
    ],
  },
  { kind: 'configMaps', block: { data: 'text' }, told: ['data is "text", not a map'] },
  {
    kind: 'ingresses',
    block: { serviceName: 'a', servicePort: 80, host: 'Shop', pathType: 'Prefx' },
    told: [
      'host "Shop" is not a host name such as shop.example.com or *.example.com',
      'pathType "Prefx" is not one of Prefix, Exact, ImplementationSpecific',
    ],
  },
  {
    kind: 'ingresses',
    block: { serviceName: 'a', servicePort: 80, tls: { create: true } },
    told: ['tls.create needs host or tls.hosts'],
  },
  {
    kind: 'ingresses',
    block: { serviceName: 'a', servicePort: 80, tls: { secretName: 'a', validFor: '90d' } },
    told: ['tls.validFor needs create: true'],
  },
  {
    kind: 'ingresses',
    block: { serviceName: 'a', servicePort: 80, tls: { hosts: ['a.example.com'] } },
    told: ['tls.hosts needs secretName or create'],
  },
  {
    kind: 'cronJobs',
    block: { image: 'a', schedule: 'every day', successfulJobsHistoryLimit: 3_000_000_000 },
    told: [
      'schedule "every day" is not a schedule such as "0 3 * * *" or @hourly: expected exactly 5 fields, found 2: [every day]',
      'successfulJobsHistoryLimit 3000000000 is more than 2147483647, expected 0 to 2147483647',
    ],
  },
  {
    kind: 'cronJobs',
    block: { image: 'a', schedule: '0 3 * * 7', timeZone: 'europe/berlin' },
    told: [
      'schedule "0 3 * * 7" is not a schedule such as "0 3 * * *" or @hourly: end of range (7) above maximum (6): 7; Sunday is 0',
      'timeZone "europe/berlin" is not a time zone: unknown time zone europe/berlin; did you mean Europe/Berlin?',
    ],
  },
  {
    kind: 'cronJobs',
    block: { image: 'a', schedule: 'TZ=UTC 0 3 * * *', timeZone: '' },
    told: [
      'schedule "TZ=UTC 0 3 * * *" is not a schedule such as "0 3 * * *" or @hourly: cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
      'timeZone "" is not a time zone: timeZone must be nil or non-empty string',
    ],
  },
  {
    kind: 'ingresses',
    block: { serviceName: 'A_b', servicePort: 80, path: 'foo' },
    told: [
      'serviceName "A_b" is not a DNS-1123 label: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters',
      'path "foo" does not begin with "/"',
    ],
  },
  {
    kind: 'ingresses',
    block: { serviceName: 'a', servicePort: 80, path: '/a/../b' },
    told: ['path "/a/../b" may not hold "//", "/./", "/../" or "%2f"'],
  },
  {
    kind: 'deployments',
    block: {
      image: 'a',
      volumes: [{ name: 'v', emptyDir: {} }, null, { name: 'v', secret: { name: 's' } }],
      volumeMounts: [
        { name: 'v', mountPath: '/v' },
        { name: 'w', mountPath: '/v' },
      ],
    },
    told: [
      'volumes[1] is null, not a map',
      'volumes[2].name "v" is there twice',
      'volumeMounts[1].mountPath "/v" is there twice',
      'volumeMounts[1].name "w" is not a volume of the pod; there are v',
    ],
  },
  {
    kind: 'deployments',
    block: { image: 'a', env: [{ name: 'A' }, null, { name: 'A' }], args: ['x', null] },
    told: [
      'env[1] is null, not a map',
      'env[2].name "A" is there twice',
      'args[1] is null, not a text',
    ],
  },
  {
    kind: 'deployments',
    block: {
      image: 'a',
      replicas: 3_000_000_000,
      rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' },
    },
    told: [
      'rollingUpdate has maxSurge and maxUnavailable both 0, so no pod could be replaced',
      'replicas 3000000000 is more than 2147483647, expected 0 to 2147483647',
    ],
  },
  {
    kind: 'statefulSets',
    block: {
      image: 'a',
      serviceName: 'a.b',
      volumeClaimTemplates: [{ storageClass: 'a', storageSize: '1Gi', accessModes: ['RWO'] }],
      volumeMounts: [{ name: 'data', mountPath: '/x' }],
    },
    told: [
      'volumeClaimTemplates[0].accessModes[0] "RWO" is not one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod',
      'serviceName "a.b" is not a DNS-1123 label: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters',
    ],
  },
  {
    kind: 'configMaps',
    block: { data: { '{{ .spec.key }}': 'x' }, labels: { 'a/{{ .spec.key }}': 'x' } },
    told: [
      'labels.a/{{ .spec.key }} holds a template, and keys are not evaluated',
      'data.{{ .spec.key }} holds a template, and keys are not evaluated',
    ],
  },
  { kind: 'cronJobs', block: { image: 'a' }, told: ['schedule is required'] },
  { kind: 'persistentVolumeClaims', block: {}, told: ['storage is required'] },
  {
    kind: 'custom',
    block: { apiVersion: '{{ .spec.v }}', kind: 'A', metadata: { name: 'a', nam: 'b' } },
    told: [
      'apiVersion must be written out: a template cannot say which kind is watched',
      'metadata.nam is not a known field; did you mean name?',
    ],
  },
  { kind: 'buckets', block: {}, told: ['buckets is not a kind of this provider'] },
];

describe('check', () => {
  test('points at items of lists and keys of maps by their own steps', async () => {
    const block = {
      image: 'a',
      env: [{ name: 'A' }, 'B'],
      envFrom: [{ configMapRef: 'a' }, 'b'],
      args: ['a', ['b']],
      labels: { bad: 'b c', 'c d': 'e' },
      resources: { limits: { cpu: '1 core' } },
    };

    const problems = await rig.provider.check({ kind: 'deployments', block });

    expect(problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ['env', 1],
        ['envFrom', 1],
        ['args', 1],
        ['labels', 'bad'],
        ['labels', 'c d'],
        ['resources', 'limits', 'cpu'],
      ]),
    );
  });

  test.each(FAULTS)('$kind: $told', async ({ kind, block, told }) => {
    const problems = await rig.provider.check({ kind, block });

    expect(problems.map(({ message }) => message)).toEqual(told);
  });

  test('takes templates wherever a value may stand', async () => {
    const template = '{{ .spec.x }}';
    const block = {
      name: `${template}-web`,
      namespace: template,
      image: template,
      replicas: template,
      port: template,
      labels: { tier: template },
      env: [{ name: template, value: template }],
      resources: { profile: template },
      probes: { liveness: { type: template, path: template, port: template } },
      rollingUpdate: { maxSurge: '{% spec.surge %}' },
      volumes: '{% spec.volumes %}',
      imagePullSecrets: [template],
    };

    expect(await rig.provider.check({ kind: 'deployments', block })).toEqual([]);
  });

  test.each([
    { schedule: '*/5 0-6 * JAN MON-FRI' },
    { schedule: '@hourly' },
    { schedule: '@every 1h30m' },
  ])('takes $schedule as a schedule', async ({ schedule }) => {
    expect(await rig.provider.check({ kind: 'cronJobs', block: { image: 'a', schedule } })).toEqual(
      [],
    );
  });

  test('takes a mount of a volume that only a template knows', async () => {
    const volumeMounts = [{ name: 'v', mountPath: '/v' }];
    for (const volumes of ['{% spec.volumes %}', [{ name: '{{ .spec.v }}', emptyDir: {} }]]) {
      const block = { image: 'a', volumes, volumeMounts };

      expect(await rig.provider.check({ kind: 'deployments', block })).toEqual([]);
    }
  });

  test('leaves the fields of an entry to the core', async () => {
    const block = {
      image: 'a',
      when: [],
      or: [],
      forEach: {},
      reconcile: true,
      forceConflict: true,
    };

    expect(await rig.provider.check({ kind: 'deployments', block })).toEqual([]);
  });
});

describe('an evaluated block', () => {
  test.each([{ probe: {} }, { probe: { port: 80 } }, { probe: { path: '' } }])(
    'with the probe $probe has none, as it has neither type nor path',
    async ({ probe }) => {
      const block = aBlock('deployments', { image: 'a', probes: { liveness: probe } });

      const { failures, operations } = await rig.plan([block]);

      expect(await rig.provider.check(block)).toEqual([]);
      expect(failures).toEqual([]);
      expect(JSON.stringify(operations[0]?.payload)).not.toContain('Probe');
    },
  );

  test('that is invalid names entry, value and rule, and is not retried by itself', async () => {
    const block = aBlock('services', { name: '1st', port: 'http' });

    const { failures } = await rig.plan([block]);

    expect(failures).toMatchObject([
      {
        entry: 'onReconcile.services[0]',
        error: { code: ErrorCode.ResourceInvalid, retry: { kind: 'never' } },
      },
    ]);
    expect(failures[0]?.error).toHaveProperty(
      'details.text',
      expect.stringMatching(
        /^onReconcile.services\[0]: name: "1st" is not a DNS-1035.*; port: "http" is not a whole number$/,
      ),
    );
  });

  test('skips a profile that a template named wrongly', async () => {
    const block = aBlock('deployments', { image: 'a', resources: { profile: 'gigantic' } });

    const { failures, operations } = await rig.plan([block]);

    expect(failures).toEqual([]);
    expect(JSON.stringify(operations[0]?.payload)).not.toContain('requests');
  });
});
