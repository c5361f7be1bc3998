import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

/** `get` in all its forms. */
export function readCases(session: () => DevSession): void {
  const get = (...args: readonly string[]) => session().require(['get', ...args]);

  test('get shows the columns that the CRD declares', async () => {
    const [head = '', row = ''] = (await get('websites')).trim().split('\n');

    expect(head.split(/ {2,}/)).toEqual(['NAME', 'IMAGE', 'REPLICAS', 'READY', 'AGE']);
    expect(row).toMatch(/^hello +nginx:1\.27 +2 +True +\d+m?\d*s?$/);
  });

  test.each([
    { kind: 'deploy', head: ['CONTAINERS', 'IMAGES', 'SELECTOR'] },
    { kind: 'pods', head: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'] },
    { kind: 'svc', head: ['SELECTOR'] },
    { kind: 'nodes', head: ['INTERNAL-IP', 'OS-IMAGE', 'CONTAINER-RUNTIME'] },
    { kind: 'events', head: ['SUBOBJECT', 'SOURCE', 'FIRST SEEN', 'COUNT', 'NAME'] },
  ])('get $kind -o wide adds $head', async ({ kind, head }) => {
    const narrow = (await get(kind)).split('\n')[0]?.trim().split(/ {2,}/) ?? [];
    const wide = (await get(kind, '-o', 'wide')).split('\n')[0]?.trim().split(/ {2,}/) ?? [];

    expect(narrow).not.toEqual(expect.arrayContaining([head[0]]));
    expect(wide).toEqual(expect.arrayContaining(head));
  });

  test('get -A puts the namespace before several kinds', async () => {
    const text = await get('deploy,svc,websites', '-A');

    expect(text).toMatch(/^default +deployment\.apps\/hello +2\/2 +2 +2 /m);
    expect(text).toMatch(/^default +service\/hello +ClusterIP /m);
    expect(text).toMatch(/^default +website\.demo\.orkestra\.io\/hello +nginx:1\.27 +2 +True /m);
  });

  test('get all holds the workload with its pods', async () => {
    const text = await get('all');

    expect(text.match(/^pod\/hello-\S+ +1\/1 +Running/gm)).toHaveLength(2);
    expect(text).toMatch(/^replicaset\.apps\/hello-\S+ +2 +2 +2 /m);
  });

  test('get -o yaml leaves managedFields out unless asked', async () => {
    const plain = await get('website', 'hello', '-o', 'yaml');
    const full = await get('website', 'hello', '-o', 'yaml', '--show-managed-fields');

    expect(plain).toContain('image: nginx:1.27');
    expect(plain).not.toContain('managedFields');
    expect(full).toMatch(/f:replicas: \{\}[\s\S]*operation: Apply/);
  });

  test('get -o json, name, jsonpath, go-template and custom-columns agree', async () => {
    const { spec } = JSON.parse(await get('website', 'hello', '-o', 'json'));
    const forms = await Promise.all([
      get('website', 'hello', '-o', 'name'),
      get('website', 'hello', '-o', 'jsonpath={.spec.image}'),
      get('website', 'hello', '-o', 'go-template={{.spec.image}}'),
      get('website', 'hello', '--no-headers', '-o', 'custom-columns=I:.spec.image'),
    ]);

    expect(forms.map((form) => form.trim())).toEqual([
      'website.demo.orkestra.io/hello',
      spec.image,
      spec.image,
      spec.image,
    ]);
  });

  test.each([
    { selector: ['-l', 'orkestra-owner=hello'], count: 2 },
    { selector: ['-l', 'orkestra-owner in (hello,other),!none'], count: 2 },
    { selector: ['-l', 'orkestra-owner!=hello'], count: 0 },
    { selector: ['--field-selector', 'status.phase=Running,spec.nodeName=devcluster'], count: 2 },
    { selector: ['--field-selector', 'status.phase!=Running'], count: 0 },
    { selector: ['-l', 'orkestra-owner=hello', '--chunk-size=1'], count: 2 },
  ])('get pods $selector finds $count', async ({ selector, count }) => {
    const text = await get('pods', '-o', 'name', ...selector);

    expect(text.split('\n').filter((line) => line !== '')).toHaveLength(count);
  });

  test('get --show-labels and -L print labels as columns', async () => {
    const all = await get('deploy', 'hello', '--show-labels');
    const one = await get('deploy', 'hello', '-L', 'orkestra-owner');

    expect(all).toContain('orkestra-owner=hello');
    expect(one).toMatch(/ORKESTRA-OWNER\nhello .* hello\n$/);
  });

  test('get events tells what the operator and the controllers did', async () => {
    const text = await get('events');
    const head = text.split('\n')[0]?.trim().split(/ {2,}/);

    expect(head).toEqual(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']);
    expect(text).toMatch(/Normal +WebsiteReconciled +website\/hello /);
    expect(text).toMatch(
      /Normal +ScalingReplicaSet +deployment\/hello +Scaled up replica set hello-\S+ from 0 to 2/,
    );
  });

  test('get -w streams what changes, one line a change', async () => {
    await session().require(['create', 'configmap', 'seen', '--from-literal=a=1']);

    await session().follow(['get', 'configmap', 'seen', '-w'], async (watching) => {
      await watching.until((text) => /^seen +1 /m.test(text));
      await session().require(['patch', 'cm', 'seen', '-p', '{"data":{"b":"2"}}']);
      const text = await watching.until((printed) => /^seen +2 /m.test(printed));

      expect(text.match(/^NAME/gm)).toHaveLength(1);
    });
    await session().require(['delete', 'cm', 'seen']);
  });

  test('get -w of all namespaces says what was added and deleted', async () => {
    const args = ['get', 'cm', '-A', '--watch-only', '--output-watch-events'];

    await session().follow(args, async (watching) => {
      // A watch has no way to say that it has begun but to show something.
      let round = 0;
      const added = async (): Promise<void> => {
        round += 1;
        await session().require(['create', 'cm', `round-${round}`, '-n', 'kube-public']);
      };
      await added();
      await watching.until((text) => /ADDED +kube-public +round-1/.test(text)).catch(() => added());
      await session().require(['delete', 'cm', '--all', '-n', 'kube-public']);
      await watching.until((text) => /DELETED +kube-public +round-\d/.test(text));
    });
  });

  test.each([
    {
      args: ['website', 'nope'],
      message: 'Error from server (NotFound): websites.demo.orkestra.io "nope" not found',
    },
    { args: ['nope'], message: `error: the server doesn't have a resource type "nope"` },
    {
      args: ['cm', '--field-selector', 'data.x=1'],
      message: '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    },
  ])('get $args is refused as by the real API server', async ({ args, message }) => {
    const { code, stdout, stderr } = await session().kubectl(['get', ...args]);

    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });
}
