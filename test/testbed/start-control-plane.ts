import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiServer, startApiServer } from './api-server.ts';
import { writeAuditPolicy } from './audit-policy.ts';
import type { Component } from './component.ts';
import type { ControlPlane, ControlPlaneOptions } from './control-plane.ts';
import { startEtcd } from './etcd.ts';
import { apiServerCertificateFile } from './kube-apiserver.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { createKubectl, type Kubectl } from './kubectl.ts';
import { freePort } from './ports.ts';
import { type ControlPlaneParts, prepareControlPlane } from './prepare.ts';
import { writeServiceAccountKey } from './service-account-key.ts';
import { createStateFolder, type StateFolder } from './state-folder.ts';
import { WORKLOADS_USER, writeUserTokens } from './users.ts';
import { startWorkloads } from './workloads.ts';

/** Where a control plane lives and what has to be ended again, in the order of starting. */
interface Site {
  readonly parts: ControlPlaneParts;
  readonly state: StateFolder;
  readonly components: Component[];
  apiServer?: ApiServer;
}

/**
 * Starts a control plane, building what is missing first: 3 s when built, 4 s with workloads (2 cores).
 *
 * @throws with the end of the log of whatever did not start; nothing is left running then
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const { progress, signal } = options;
  const parts = await prepareControlPlane({ progress, signal });
  const site: Site = { parts, state: await createStateFolder('control-plane'), components: [] };
  try {
    return await launch(site, options);
  } catch (error) {
    await tearDown(site);
    throw error;
  }
}

async function launch(site: Site, options: ControlPlaneOptions): Promise<ControlPlane> {
  const { parts, state, components } = site;
  const { signal } = options;
  const etcd = await startEtcd({ command: parts.tools.etcd, state, signal });
  components.push(etcd);

  const tokens = await writeUserTokens(state.path, options.users ?? []);
  const serviceAccountKey = await writeServiceAccountKey(state.path);
  const audit = options.audit === true ? await writeAuditPolicy(state.path) : undefined;
  const apiServer = await startApiServer({
    command: parts.tools['kube-apiserver'],
    port: await freePort(),
    etcdUrl: etcd.url,
    state,
    tokenFile: tokens.tokenFile,
    serviceAccountKey,
    audit,
    extraFlags: options.apiServerFlags,
    signal,
  });
  site.apiServer = apiServer;

  const caFile = apiServerCertificateFile(state);
  const kubeconfigFor = async (user: string): Promise<string> =>
    writeKubeconfig({
      path: join(state.path, `${encodeURIComponent(user)}.kubeconfig`),
      server: apiServer.url,
      caFile,
      user,
      token: tokens.tokenOf(user),
    });
  const kubectl = createKubectl(parts.tools.kubectl, state, kubeconfigFor);
  await untilDefaultNamespace(kubectl, signal);
  if (options.workloads === true) {
    await startWorkloads({
      ...parts,
      state,
      kubeconfig: await kubeconfigFor(WORKLOADS_USER),
      caFile,
      serviceAccountPrivateKeyFile: serviceAccountKey.privateKeyFile,
      kubectl,
      signal,
      onStarted: (component) => components.push(component),
    });
  }

  return {
    url: apiServer.url,
    caFile,
    stateFolder: state.path,
    ...(audit === undefined ? {} : { auditLogPath: audit.logPath }),
    pids: () => pidsOf(components, apiServer),
    kubeconfigFor,
    kubectl: kubectl.run,
    requireKubectl: kubectl.require,
    restartApiServer: apiServer.restart,
    killApiServer: apiServer.kill,
    pauseApiServer: apiServer.pause,
    resumeApiServer: apiServer.resume,
    stop: () => tearDown(site),
  };
}

/** kube-apiserver is ready a moment before it has made the namespace that most tests use. */
async function untilDefaultNamespace(
  kubectl: Kubectl,
  signal: AbortSignal | undefined,
): Promise<void> {
  while ((await kubectl.run(['get', 'namespace', 'default'], { signal })).code !== 0) {
    await sleep(50, undefined, { signal });
  }
}

function pidsOf(components: readonly Component[], apiServer: ApiServer): Record<string, number> {
  const others = components.filter((component) => component.isRunning());
  return {
    'kube-apiserver': apiServer.pid(),
    ...Object.fromEntries(others.map(({ name, pid }) => [name, pid])),
  };
}

async function tearDown({ components, apiServer, state }: Site): Promise<void> {
  const [etcd, ...workloads] = components.splice(0);
  await Promise.all(workloads.map((component) => component.stop()));
  await apiServer?.stop();
  await etcd?.stop();
  await state.remove();
}
