import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

function manifest(data: object, name = 'settings'): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}

/** Ways to change what is there. */
export function writeCases(session: () => DevSession): void {
  const run = (args: readonly string[], input?: string) => session().kubectl(args, input);
  const require = (args: readonly string[], input?: string) => session().require(args, input);
  const dataOf = async (name = 'settings') =>
    JSON.parse(await require(['get', 'cm', name, '-o', 'json'])).data;

  test('apply creates, leaves alone what is the same, configures, and removes what is left out', async () => {
    const created = await require(['apply', '-f', '-'], manifest({ a: '1', b: '2' }));
    const same = await require(['apply', '-f', '-'], manifest({ a: '1', b: '2' }));
    const changed = await require(['apply', '-f', '-'], manifest({ a: '1', c: '3' }));

    expect([created, same, changed]).toEqual([
      'configmap/settings created\n',
      'configmap/settings unchanged\n',
      'configmap/settings configured\n',
    ]);
    expect(await dataOf()).toEqual({ a: '1', c: '3' });
  });

  test('apply --dry-run=server says what would be and stores nothing', async () => {
    const text = await require(['apply', '--dry-run=server', '-f', '-'], manifest({ a: '9' }));

    expect(text).toBe('configmap/settings configured (server dry run)\n');
    expect(await dataOf()).toEqual({ a: '1', c: '3' });
  });

  test('diff ends with 1 and the difference, and with 0 without one', async () => {
    const differs = await run(['diff', '-f', '-'], manifest({ a: '2', c: '3' }));
    const equals = await run(['diff', '-f', '-'], manifest({ a: '1', c: '3' }));

    expect(differs.code).toBe(1);
    expect(differs.stdout).toMatch(/^- {2}a: "1"\n\+ {2}a: "2"$/m);
    expect(equals).toMatchObject({ code: 0, stdout: '' });
  });

  test('apply --server-side by another manager conflicts until it is forced', async () => {
    const applyAs = (manager: string, value: string, ...more: readonly string[]) => {
      const args = ['apply', '--server-side', `--field-manager=${manager}`, ...more, '-f', '-'];
      return run(args, manifest({ key: value }, 'owned'));
    };
    await applyAs('first', '1');

    const refused = await applyAs('second', '2');
    const forced = await applyAs('second', '2', '--force-conflicts');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'Apply failed with 1 conflict: conflict with "first": .data.key',
    );
    expect(forced).toMatchObject({ code: 0, stdout: 'configmap/owned serverside-applied\n' });
    expect(await dataOf('owned')).toEqual({ key: '2' });
  });

  test('apply --server-side takes over what client-side apply wrote', async () => {
    const args = ['apply', '--server-side', '-f', '-'];

    const { code, stdout } = await run(args, manifest({ a: '5' }));

    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'configmap/settings serverside-applied\n',
    });
    expect(await dataOf()).toEqual({ a: '5' });
  });

  test('create refuses what is there, replace takes its place', async () => {
    const again = await run(['create', '-f', '-'], manifest({ x: '1' }));
    const replaced = await require(['replace', '-f', '-'], manifest({ x: '1' }));
    const forced = await require(['replace', '--force', '-f', '-'], manifest({ x: '2' }));

    expect(again.code).toBe(1);
    expect(again.stderr).toContain(
      'Error from server (AlreadyExists): error when creating "STDIN": configmaps "settings" already exists',
    );
    expect(replaced).toBe('configmap/settings replaced\n');
    expect(forced).toContain('configmap/settings replaced');
    expect(await dataOf()).toEqual({ x: '2' });
  });

  test.each([
    { type: 'strategic', patch: '{"data":{"p":"1"}}', value: '1' },
    { type: 'merge', patch: '{"data":{"p":"2"}}', value: '2' },
    { type: 'json', patch: '[{"op":"replace","path":"/data/p","value":"3"}]', value: '3' },
  ])('patch --type=$type changes a field', async ({ type, patch, value }) => {
    const text = await require(['patch', 'cm', 'settings', `--type=${type}`, '-p', patch]);

    expect(text).toBe('configmap/settings patched\n');
    expect((await dataOf())['p']).toBe(value);
  });

  test('patch of a custom resource refuses the strategic type, and changes its status apart', async () => {
    const strategic = await run(['patch', 'website', 'hello', '-p', '{"spec":{"replicas":2}}']);
    const merge = await require([
      'patch',
      'website',
      'hello',
      '--type=merge',
      '--subresource=status',
      '-p',
      '{"status":{"note":"seen"}}',
    ]);

    expect(strategic.code).toBe(1);
    expect(strategic.stderr).toContain(
      'application/strategic-merge-patch+json is not supported by demo.orkestra.io/v1alpha1, Kind=Website',
    );
    expect(merge).toContain('patched');
  });

  test('label and annotate add, refuse to overwrite, overwrite and remove', async () => {
    const added = await require(['label', 'cm', 'settings', 'tier=a']);
    const refused = await run(['label', 'cm', 'settings', 'tier=b']);
    const overwritten = await require(['label', 'cm', 'settings', 'tier=b', '--overwrite']);
    const removed = await require(['label', 'cm', 'settings', 'tier-']);
    const annotated = await require(['annotate', 'cm', 'settings', 'note=hello world']);

    expect([added, overwritten, removed, annotated]).toEqual([
      'configmap/settings labeled\n',
      'configmap/settings labeled\n',
      'configmap/settings unlabeled\n',
      'configmap/settings annotated\n',
    ]);
    expect(refused.stderr).toContain("'tier' already has a value (a), and --overwrite is false");
  });

  test('create makes objects of many kinds from flags', async () => {
    const lines = await Promise.all([
      require(['create', 'secret', 'generic', 'made', '--from-literal=a=b']),
      require(['create', 'serviceaccount', 'made']),
      require(['create', 'role', 'made', '--verb=get', '--resource=pods']),
      require(['create', 'rolebinding', 'made', '--role=made', '--serviceaccount=default:made']),
      require(['create', 'quota', 'made', '--hard=pods=20']),
      require(['create', 'ingress', 'made', '--rule=example.com/=web:80']),
      require(['create', 'poddisruptionbudget', 'made', '--selector=a=b', '--min-available=1']),
      require(['create', 'priorityclass', 'made', '--value=10']),
      require(['create', 'cronjob', 'made', '--image=x', '--schedule=0 0 1 1 *']),
    ]);

    expect(lines.every((line) => line.endsWith(' created\n'))).toBe(true);
  });

  test('a folder of manifests is applied and deleted as one', async () => {
    const folder = session().folder;
    await writeFile(
      join(folder, 'two.yaml'),
      `${manifest({}, 'one')}\n---\n${manifest({}, 'two')}`,
    );

    const applied = await require(['apply', '-f', 'two.yaml']);
    const deleted = await require(['delete', '-f', 'two.yaml']);

    expect(applied).toBe('configmap/one created\nconfigmap/two created\n');
    expect(deleted.match(/deleted/g)).toHaveLength(2);
  });
}
