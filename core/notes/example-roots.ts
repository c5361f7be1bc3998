import type { Environment } from '../expression/expression.ts';
import { EXAMPLE_CHILDREN } from './example-children.ts';

/** The custom resource, its children and neighbours that the examples of notes are evaluated on. */
export const exampleRoots: Readonly<Record<string, unknown>> = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Shop',
  metadata: {
    name: 'shop',
    namespace: 'store',
    uid: '5f0c0f0e-0000-4000-8000-000000000001',
    resourceVersion: '42',
    generation: 3,
    creationTimestamp: '2026-01-10T08:00:00Z',
    labels: { app: 'shop', tier: 'gold', shard: '7' },
    annotations: {
      team: 'checkout',
      retries: '5 times',
      'orkestra.orkspace.io/serve-target': 'cluster-a',
      'orkestra.orkspace.io/serve-alias': 'storefront',
      'orkestra.orkspace.io/serve-source': 'portal',
    },
    ownerReferences: [{ apiVersion: 'demo.example.com/v1', kind: 'Market', name: 'main' }],
  },
  spec: {
    image: 'nginx:1.27',
    port: 8080,
    replicas: 2,
    suspend: false,
    tags: ['red', 'blue'],
    schedule: { minute: 30, hour: '2' },
    resources: { requests: { cpu: '100m', memory: '128Mi' } },
  },
  status: {
    phase: 'Ready',
    observedGeneration: 3,
    conditions: [{ type: 'Ready', status: 'True', reason: 'AllUp', message: 'everything runs' }],
  },
  inputs: {},
  children: EXAMPLE_CHILDREN,
  cross: { db: { status: { phase: 'Ready', endpoint: 'db.store.svc' } } },
  external: {
    load: {
      result: '0.75',
      raw: '{"status":"success","data":{"result":[{"metric":{"pod":"a"},"value":[1,"0.5"]},{"metric":{"pod":"b"},"value":[1,"0.25"]}]}}',
    },
  },
};

/** Thursday, 2026-01-15 12:00:00 UTC, with bytes 0, 1, 2 … for random ones. */
export const exampleEnvironment: Environment = {
  nowMs: Date.UTC(2026, 0, 15, 12),
  randomBytes: (size) => Uint8Array.from({ length: size }, (_, index) => index % 256),
};
