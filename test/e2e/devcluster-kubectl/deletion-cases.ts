import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';
import { eventually } from '../support/eventually.ts';

function deployment(name: string): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: 'x' }] },
      },
    },
  });
}

/** `delete`: what goes with an object, what stays, and what holds it. */
export function deletionCases(session: () => DevSession): void {
  const run = (args: readonly string[], input?: string) => session().kubectl(args, input);
  const require = (args: readonly string[], input?: string) => session().require(args, input);
  const belonging = async (app: string) =>
    (await require(['get', 'rs,pods', '-l', `app=${app}`, '-o', 'name'])).split('\n').slice(0, -1);
  const start = async (name: string) => {
    await require(['apply', '-f', '-'], deployment(name));
    await require(['rollout', 'status', `deploy/${name}`, '--timeout=20s']);
  };

  test('in the foreground nothing is left when the command returns', async () => {
    await start('foreground');

    const text = await require(['delete', 'deploy', 'foreground', '--cascade=foreground']);

    expect(text).toMatch(/deployment\.apps "foreground" deleted/);
    expect(await belonging('foreground')).toEqual([]);
  });

  test('in the background what belonged to it follows', async () => {
    await start('background');

    await require(['delete', 'deploy', 'background', '--cascade=background']);

    const left = await eventually(
      () => belonging('background'),
      (names) => names.length === 0,
    );
    expect(left).toEqual([]);
  });

  test('orphaning leaves what belonged to it, without an owner', async () => {
    await start('orphaned');

    await require(['delete', 'deploy', 'orphaned', '--cascade=orphan']);

    const owners = ['get', 'rs', '-l', 'app=orphaned', '-o', 'jsonpath={..ownerReferences}'];
    expect(await belonging('orphaned')).toHaveLength(2);
    expect(await require(owners)).toBe('');
    await require(['delete', 'rs', '-l', 'app=orphaned']);
  });

  test('delete waits for a finalizer and wait --for=delete for its end', async () => {
    await require(['create', 'cm', 'held']);
    const finalizers = (list: string) => `{"metadata":{"finalizers":${list}}}`;
    await require(['patch', 'cm', 'held', '-p', finalizers('["example.com/hold"]')]);

    const timedOut = await run(['delete', 'cm', 'held', '--timeout=1s']);
    const waiting = run(['wait', '--for=delete', 'cm/held', '--timeout=20s']);
    await require(['patch', 'cm', 'held', '-p', finalizers('null')]);

    expect(timedOut.code).toBe(1);
    expect(timedOut.stderr).toContain('timed out waiting for the condition on configmaps/held');
    expect(await waiting).toMatchObject({ code: 0 });
    expect((await run(['get', 'cm', 'held'])).code).toBe(1);
  });

  test('what is not there is an error unless that is fine', async () => {
    const missing = await run(['delete', 'cm', 'nope']);
    const fine = await run(['delete', 'cm', 'nope', '--ignore-not-found']);

    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('Error from server (NotFound): configmaps "nope" not found');
    expect(fine).toMatchObject({ code: 0, stdout: '' });
  });

  test('a pod is gone at once when forced, and its deployment makes another', async () => {
    await start('renewed');
    const name = ['get', 'pods', '-l', 'app=renewed', '-o', 'name'];
    const before = (await require(name)).trim();

    await require(['delete', before, '--force', '--grace-period=0']);

    await require(['rollout', 'status', 'deploy/renewed', '--timeout=20s']);
    expect((await require(name)).trim()).not.toBe(before);
    await require(['delete', 'deploy', 'renewed']);
  });

  test('a namespace goes with what is in it, and takes nothing in afterwards', async () => {
    const created = await require(['create', 'namespace', 'team']);
    await require(['create', 'cm', 'inside', '-n', 'team']);

    const deleted = await require(['delete', 'namespace', 'team']);

    const late = await run(['create', 'cm', 'late', '-n', 'team']);
    expect(created).toBe('namespace/team created\n');
    expect(deleted).toContain('namespace "team" deleted');
    expect(late.stderr).toContain('namespaces "team" not found');
  });

  test('a custom resource goes with what the operator made for it', async () => {
    await require(['delete', 'website', 'hello']);

    const args = ['get', 'deploy,svc', '-l', 'orkestra-owner=hello', '-o', 'name'];
    const left = await eventually(
      () => require(args),
      (text) => text === '',
    );
    expect(left).toBe('');
  });

  test('a CRD goes with its objects and is no longer served', async () => {
    await require(['delete', 'crd', 'websites.demo.orkestra.io', '--timeout=20s']);

    const { code, stderr } = await run(['get', 'websites']);

    expect(code).toBe(1);
    expect(stderr).toMatch(/doesn't have a resource type|could not find the requested resource/);
  });
}
