import { expect, test } from 'vitest';
import { greeting } from '../../../plugins/cli/dev/greeting.ts';

const facts = { kubeconfigPath: '/tmp/kc', url: 'http://127.0.0.1:1', hasCustom: false };

test('the greeting of a development cluster names the first operator', () => {
  const text = greeting({ ...facts, crd: { name: 'website', plural: 'websites' } });

  expect(text).toContain('  kubectl apply -f cr.yaml\n  kubectl get websites -A\n');
  expect(text).toContain('  curl http://127.0.0.1:1/katalog/website/health\n');
});

test('without an operator the greeting says so and leaves nothing blank', () => {
  const text = greeting({ ...facts, crd: undefined });

  expect(text).toContain('No operator is enabled');
  expect(text).toContain('  curl http://127.0.0.1:1/katalog\n');
  expect(text).not.toContain('get  -A');
});
