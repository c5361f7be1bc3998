import { join } from 'node:path';
import { type AuditFiles, auditFlags } from './audit-policy.ts';
import { type Component, startComponent } from './component.ts';
import { answersOk } from './probe.ts';
import type { ServiceAccountKey } from './service-account-key.ts';
import type { StateFolder } from './state-folder.ts';

/** What starting kube-apiserver needs. The port is given, so that it can be started again at the same place. */
export interface KubeApiServerOptions {
  readonly command: string;
  readonly port: number;
  readonly etcdUrl: string;
  readonly state: StateFolder;
  readonly tokenFile: string;
  readonly serviceAccountKey: ServiceAccountKey;
  readonly audit?: AuditFiles | undefined;
  /** Put after the testbed's own, so they win. */
  readonly extraFlags?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The folder with the certificate that kube-apiserver makes for itself. */
export function apiServerCertificateFile(state: StateFolder): string {
  return join(state.path, 'kube-apiserver', 'apiserver.crt');
}

/** Starts kube-apiserver on loopback with RBAC and returns when `/readyz` says so, 2–3 s on 2 cores. */
export function startKubeApiServer(options: KubeApiServerOptions): Promise<Component> {
  const { state, serviceAccountKey } = options;
  const caFile = apiServerCertificateFile(state);
  return startComponent({
    name: 'kube-apiserver',
    command: options.command,
    args: [
      `--etcd-servers=${options.etcdUrl}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${options.port}`,
      // Endpoints may not hold a loopback address, and a machine without a network has no other: none is published.
      '--advertise-address=192.0.2.1',
      '--endpoint-reconciler-type=none',
      `--cert-dir=${join(state.path, 'kube-apiserver')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${serviceAccountKey.publicKeyFile}`,
      `--service-account-signing-key-file=${serviceAccountKey.privateKeyFile}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--authorization-mode=RBAC',
      `--token-auth-file=${options.tokenFile}`,
      // No service account controller runs without the workloads, and no fake Pod uses its token.
      '--disable-admission-plugins=ServiceAccount',
      // Watches are ended at once on SIGTERM; a restart would wait for them otherwise.
      '--shutdown-watch-termination-grace-period=1s',
      ...(options.audit === undefined ? [] : auditFlags(options.audit)),
      ...(options.extraFlags ?? []),
    ],
    logFile: join(state.logs, 'kube-apiserver.log'),
    isReady: () => answersOk(`https://127.0.0.1:${options.port}/readyz`, { caFile }),
    signal: options.signal,
  });
}
