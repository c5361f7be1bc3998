import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answersOk,
  auditLogEnd,
  type ControlPlane,
  cachedToolPath,
  createStateFolder,
  findTool,
  type GoTool,
  pinnedVersion,
  readAuditCounts,
  type StateFolder,
  startControlPlane,
  sumCounts,
} from '../testbed/index.ts';
import { eventually } from './support/eventually.ts';

describe('a control plane with workloads', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane({
      workloads: true,
      audit: true,
      users: [{ name: 'stranger' }, { name: 'reader', groups: ['readers'] }],
    });
  });

  afterAll(async () => {
    await controlPlane?.stop();
  });

  test('a Deployment of 3 becomes 3 of 3', async () => {
    await controlPlane.requireKubectl([
      'create',
      'deployment',
      'web',
      '--image=web',
      '--replicas=3',
    ]);

    await controlPlane.requireKubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);

    const ready = ['get', 'deployment', 'web', '-o=jsonpath={.status.readyReplicas}'];
    expect(await controlPlane.requireKubectl(ready)).toBe('3');
  });

  test('a Job completes', async () => {
    await controlPlane.requireKubectl(['create', 'job', 'once', '--image=once', '--', 'true']);

    const wait = ['wait', '--for=condition=Complete', 'job/once', '--timeout=60s'];

    expect(await controlPlane.requireKubectl(wait)).toContain('condition met');
  });

  test('what a deleted Deployment owned is collected', async () => {
    await controlPlane.requireKubectl(['create', 'deployment', 'gone', '--image=web']);
    await controlPlane.requireKubectl(['rollout', 'status', 'deployment/gone', '--timeout=60s']);

    await controlPlane.requireKubectl(['delete', 'deployment', 'gone', '--cascade=foreground']);

    const pods = ['get', 'pods', '--selector=app=gone', '--output=name'];
    expect(await controlPlane.requireKubectl(pods)).toBe('');
  });

  test('a user without RBAC is refused', async () => {
    const result = await controlPlane.kubectl(['get', 'pods'], { user: 'stranger' });

    expect(result.code).toBe(1);
    expect(result.stderr).toContain('User "stranger" cannot list resource "pods"');
  });

  test('rights given to a group reach its users, and no further', async () => {
    const list = ['--verb=list', '--resource=pods'];
    await controlPlane.requireKubectl(['create', 'role', 'read-pods', ...list]);
    const binding = ['rolebinding', 'read-pods', '--role=read-pods', '--group=readers'];
    await controlPlane.requireKubectl(['create', ...binding]);

    const allowed = await controlPlane.kubectl(['get', 'pods'], { user: 'reader' });
    const refused = await controlPlane.kubectl(['delete', 'pods', '--all'], { user: 'reader' });

    expect(allowed.code).toBe(0);
    expect(refused.stderr).toContain('forbidden');
  });

  test('the audit log counts requests by user, verb, resource and code', async () => {
    const path = controlPlane.auditLogPath ?? '';
    const fromByte = await auditLogEnd(path);
    const create = (name: string): Promise<unknown> =>
      controlPlane.kubectl(['create', 'configmap', name]);

    await create('first');
    await create('second');
    await create('second');
    await controlPlane.kubectl(['get', 'secrets'], { user: 'stranger' });

    const counts = await readAuditCounts(path, { fromByte });
    const created = { user: 'admin', verb: 'create', resource: 'configmaps' };
    expect(sumCounts(counts, { ...created, code: 201 })).toBe(2);
    expect(sumCounts(counts, { ...created, code: 409 })).toBe(1);
    const listed = { user: 'stranger', verb: 'list', resource: 'secrets', code: 403 };
    expect(sumCounts(counts, listed)).toBe(1);
    expect(counts.filter(({ user }) => user.startsWith('system:'))).toEqual([]);
  });

  test('a kubeconfig is readable by its owner only', async () => {
    const kubeconfig = await controlPlane.kubeconfigFor('stranger');

    expect((await stat(kubeconfig)).mode & 0o777).toBe(0o600);
    await expect(controlPlane.kubeconfigFor('nobody')).rejects.toThrow('no user nobody');
  });

  test('data survives a graceful restart and a crash of the API server', async () => {
    await controlPlane.requireKubectl(['create', 'configmap', 'kept', '--from-literal=key=value']);
    const pidBefore = controlPlane.pids()['kube-apiserver'];

    await controlPlane.restartApiServer();
    await controlPlane.killApiServer('SIGKILL');
    const { caFile, url } = controlPlane;
    expect(await answersOk(`${url}/readyz`, { caFile })).toBe(false);
    await controlPlane.restartApiServer();

    const value = ['get', 'configmap', 'kept', '--output=jsonpath={.data.key}'];
    expect(await controlPlane.requireKubectl(value)).toBe('value');
    expect(controlPlane.pids()['kube-apiserver']).not.toBe(pidBefore);
  });

  test('a paused API server answers nobody until it is resumed', async () => {
    const { caFile, url } = controlPlane;

    controlPlane.pauseApiServer();
    const whilePaused = await answersOk(`${url}/readyz`, { caFile, timeoutMs: 500 });
    controlPlane.resumeApiServer();

    expect(whilePaused).toBe(false);
    expect(await answersOk(`${url}/readyz`, { caFile, timeoutMs: 10_000 })).toBe(true);
  });

  test('workloads go on after the API server was away', async () => {
    await controlPlane.requireKubectl(['scale', 'deployment/web', '--replicas=5']);

    const rollout = ['rollout', 'status', 'deployment/web', '--timeout=90s'];

    expect(await controlPlane.requireKubectl(rollout, { timeoutMs: 120_000 })).toContain(
      'successfully rolled out',
    );
  });
});

describe('counting requests', () => {
  test('a watch counts where it was opened, and where it was refused, not where it ended', async () => {
    const state = await createStateFolder('audit');
    const path = join(state.path, 'audit.log');
    const watch = (stage: string, code: number): string =>
      `${JSON.stringify({
        stage,
        verb: 'watch',
        user: { username: 'operator' },
        objectRef: { resource: 'pods' },
        responseStatus: { code },
      })}\n`;
    const opened = watch('ResponseStarted', 200);
    const ended = watch('ResponseComplete', 200) + watch('ResponseComplete', 403);
    await writeFile(path, `${opened}${ended}{"half`);

    const all = await readAuditCounts(path);
    const later = await readAuditCounts(path, { fromByte: opened.length });

    expect(sumCounts(all, { code: 200 })).toBe(1);
    expect(sumCounts(all, { code: 403 })).toBe(1);
    expect(sumCounts(later, { code: 200 })).toBe(0);
    await state.remove();
  });
});

describe('where a program comes from', () => {
  const etcd: GoTool = {
    name: 'etcd',
    moduleFolder: fileURLToPath(new URL('../testbed/tools/etcd', import.meta.url)),
    package: 'go.etcd.io/etcd/server/v3',
    pinnedBy: 'go.etcd.io/etcd/server/v3',
    versionArgs: ['--version'],
  };
  let state: StateFolder;

  beforeAll(async () => {
    state = await createStateFolder('find-tool');
  });

  afterAll(() => state.remove());

  const folderWithEtcd = async (version: string): Promise<string> => {
    const folder = await mkdtemp(join(state.path, 'bin-'));
    const script = `#!/bin/sh\necho "etcd Version: ${version}"\n`;
    await writeFile(join(folder, 'etcd'), script, { mode: 0o755 });
    return folder;
  };

  test('the folder of envtest goes first, whatever version it holds', async () => {
    const folder = await folderWithEtcd('3.4.0');

    expect(await findTool(etcd, { KUBEBUILDER_ASSETS: folder })).toBe(join(folder, 'etcd'));
  });

  test('then comes the cache', async () => {
    const PATH = await folderWithEtcd((await pinnedVersion(etcd)).slice(1));
    const ORK_TESTBED_CACHE = join(state.path, 'cache');
    const cached = await cachedToolPath(etcd, { ORK_TESTBED_CACHE });
    await mkdir(dirname(cached), { recursive: true });
    await writeFile(cached, '', { mode: 0o755 });

    expect(await findTool(etcd, { PATH, ORK_TESTBED_CACHE })).toBe(cached);
  });

  test('a program on PATH is taken in its pinned version only', async () => {
    const pinned = (await pinnedVersion(etcd)).slice(1);
    const [matching, longer, older] = [
      await folderWithEtcd(pinned),
      await folderWithEtcd(`${pinned}0`),
      await folderWithEtcd('3.4.0'),
    ];
    const ORK_TESTBED_CACHE = join(state.path, 'empty');

    const find = (PATH: string): Promise<string | undefined> =>
      findTool(etcd, { PATH, ORK_TESTBED_CACHE });

    expect(await find(`${older}:${longer}:${matching}`)).toBe(join(matching, 'etcd'));
    expect(await find(`${older}:${longer}`)).toBeUndefined();
  });
});

describe('what is left behind', () => {
  test('stopping ends every process and removes the folder', async () => {
    const controlPlane = await startControlPlane();
    const pids = Object.values(controlPlane.pids());

    await controlPlane.stop();

    expect(pids).toHaveLength(2);
    expect(pids.map(isAlive)).toEqual([false, false]);
    await expect(stat(controlPlane.stateFolder)).rejects.toThrow('ENOENT');
  });

  test('a failed start reports the log and leaves nothing', async () => {
    const start = startControlPlane({ apiServerFlags: ['--no-such-flag'] });

    await expect(start).rejects.toThrow(/kube-apiserver did not become ready:.*no-such-flag/s);
  });

  test('components and folders go when the process that started them is killed', async () => {
    const { pid, folder, kill } = await startKillableProcess();
    expect(isAlive(pid)).toBe(true);

    await kill();

    const leftOver = (): Promise<readonly boolean[]> =>
      Promise.resolve([isAlive(pid), existsSync(folder)]);
    expect(await eventually(leftOver, (left) => !left.includes(true))).toEqual([false, false]);
  });
});

/** A Node process that has started a component and then does nothing; its first line says which. */
async function startKillableProcess(): Promise<{
  readonly pid: number;
  readonly folder: string;
  kill(): Promise<void>;
}> {
  const source = `
    import { createStateFolder, startComponent } from './test/testbed/index.ts';
    const state = await createStateFolder('killed');
    const logFile = state.logs + '/sleep.log';
    const { pid } = await startComponent({ name: 'sleep', command: 'sleep', args: ['600'], logFile });
    console.log(JSON.stringify({ pid, folder: state.path }));
    setInterval(() => undefined, 1_000);
  `;
  const child = spawn(
    process.execPath,
    ['--import', './test/testbed/typescript.mjs', '--input-type=module', '--eval', source],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const exited = once(child, 'exit');
  return {
    ...JSON.parse(String(line)),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended, and only not yet collected by its parent (proc(5), state Z).
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // ESRCH or ENOENT: it has ended.
    return false;
  }
}
