import type { Scope } from '../../../core/expression/expression.ts';

/** A scope with fixed time (Thursday, 2026-01-15 12:00 UTC) and countable randomness. */
export function aScope(roots: Readonly<Record<string, unknown>> = {}): Scope {
  return {
    roots: {
      metadata: { name: 'shop', namespace: 'store', labels: { tier: 'gold' } },
      spec: {
        image: 'nginx:1.27',
        replicas: 2,
        suspend: false,
        regions: ['eu', 'us'],
        items: [
          { name: 'a', price: 3 },
          { name: 'b', price: 9 },
        ],
      },
      status: { phase: 'Ready' },
      inputs: {},
      children: {
        job: { status: { succeeded: 1 } },
        secret: { data: { password: 'aHVudGVyMg==' } },
      },
      ...roots,
    },
    environment: {
      nowMs: Date.UTC(2026, 0, 15, 12),
      randomBytes: (size) => Uint8Array.from({ length: size }, (_, index) => index % 256),
    },
  };
}
