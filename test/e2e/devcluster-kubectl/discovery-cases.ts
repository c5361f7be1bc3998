import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

/** What a person asks first of a cluster they do not know. */
export function discoveryCases(session: () => DevSession): void {
  const require = (...args: readonly string[]) => session().require(args);

  test('version accepts the server beside itself', async () => {
    const { stdout, stderr, code } = await session().kubectl(['version']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/Server Version: v1\.36\.\d+\+devcluster/);
    expect(stderr).toBe('');
  });

  test('cluster-info names the address of the API', async () => {
    const text = await require('cluster-info');

    expect(text).toMatch(/Kubernetes control plane is running at .*https:\/\/127\.0\.0\.1:\d+/);
  });

  test('api-versions lists built-in groups and that of the custom resource', async () => {
    const versions = (await require('api-versions')).trim().split('\n');

    expect(versions).toEqual(
      expect.arrayContaining(['apps/v1', 'batch/v1', 'demo.orkestra.io/v1alpha1', 'v1']),
    );
  });

  test('api-resources shows names, short names, scope and kind', async () => {
    const text = await require('api-resources');

    expect(text).toMatch(/^deployments +deploy +apps\/v1 +true +Deployment$/m);
    expect(text).toMatch(/^websites +demo\.orkestra\.io\/v1alpha1 +true +Website$/m);
    expect(text).toMatch(/^namespaces +ns +v1 +false +Namespace$/m);
  });

  test('explain reads the schema of the CRD, with its descriptions', async () => {
    const kind = await require('explain', 'website');
    const field = await require('explain', 'website.spec.image');

    expect(kind).toMatch(/KIND: +Website/);
    expect(kind).toMatch(/spec\t<Object> -required-/);
    expect(kind).toContain('APIVersion defines the versioned schema');
    expect(field).toContain('Container image to serve.');
  });

  test('explain reads the schema of a built-in kind', async () => {
    const text = await require('explain', 'deployment.spec.strategy', '--recursive');

    expect(text).toContain('maxSurge');
  });

  test.each([
    { path: '/readyz', text: 'ok' },
    { path: '/readyz?verbose', text: '[+]ping ok' },
    { path: '/livez/ping', text: 'ok' },
  ])('get --raw $path answers $text', async ({ path, text }) => {
    expect(await require('get', '--raw', path)).toContain(text);
  });

  test.each([
    { args: ['can-i', 'create', 'pods'], text: 'yes' },
    { args: ['can-i', '--list'], text: '*.*' },
    { args: ['whoami'], text: 'kubernetes-admin' },
  ])('auth $args says $text', async ({ args, text }) => {
    expect(await require('auth', ...args)).toContain(text);
  });
}
