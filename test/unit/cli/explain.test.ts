import { describe, expect, test } from 'vitest';
import { printRecords } from '../../../plugins/cli/explain/print-records.ts';
import type { Format } from '../../../plugins/cli/output.ts';
import { aDecisionRecord, fakeRuntime } from '../../helpers/fake-runtime.ts';

const skipped = aDecisionRecord({
  entries: [
    {
      entry: 'onReconcile.services[0]',
      provider: 'kubernetes',
      resource: 'services',
      namespace: 'default',
      name: 'hello-lb',
      decision: 'skipped',
      reason: 'condition is false',
      conditions: [{ text: 'spec.environment equals "production"', passed: false, saw: 'dev' }],
    },
    {
      entry: 'onCreate.deployments[0]',
      provider: 'kubernetes',
      resource: 'deployments',
      namespace: 'default',
      name: 'hello',
      decision: 'updated',
      reason: 'spec.replicas differs',
      conditions: [],
      changes: [{ path: 'spec.replicas', from: 7, to: 2 }],
    },
  ],
  status: {
    written: true,
    fields: [{ path: 'phase', outcome: 'set', value: 'Active', conditions: [] }],
  },
});

function printed(format: Format): string {
  let text = '';
  const runtime = fakeRuntime();
  const stdout = {
    isTty: false,
    columns: 80,
    write: (part: string): void => {
      text += part;
    },
  };
  printRecords(runtime, format, { env: {}, stdout });
  runtime.decide(skipped);
  runtime.decide(aDecisionRecord());
  return text;
}

describe('--explain', () => {
  test('says which condition kept a resource from being created, and what it saw', () => {
    expect(printed('text')).toContain(
      '  · services default/hello-lb skipped: condition is false onReconcile.services[0]\n' +
        '      ✗ spec.environment equals "production" (saw "dev")\n',
    );
  });

  test('says which fields were put right and which status was set', () => {
    const text = printed('text');

    expect(text).toContain('      spec.replicas: 7 → 2\n');
    expect(text).toContain('  status.phase set: "Active"\n');
  });

  test('prints a line of JSON for each record', () => {
    const lines = printed('json').trim().split('\n');

    expect(lines.map((line) => JSON.parse(line).reconcileId)).toEqual(['r-1', 'r-1']);
  });

  test('prints a YAML document for each record', () => {
    expect(printed('yaml').match(/^crd: website$/gm)).toHaveLength(2);
  });
});
