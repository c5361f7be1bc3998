import { join } from 'node:path';
import { type Component, startComponent } from './component.ts';
import { freePort } from './ports.ts';
import { answersOk } from './probe.ts';
import type { StateFolder } from './state-folder.ts';

/** A running etcd of one member. */
export interface Etcd extends Component {
  readonly url: string;
}

/** What starting etcd needs. */
export interface EtcdOptions {
  readonly command: string;
  readonly state: StateFolder;
  readonly signal?: AbortSignal | undefined;
}

/** Starts etcd on loopback. Nothing is fsynced: the data need not survive the machine, only the processes. */
export async function startEtcd(options: EtcdOptions): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peerUrl = `http://127.0.0.1:${await freePort()}`;
  const component = await startComponent({
    name: 'etcd',
    command: options.command,
    args: [
      `--data-dir=${join(options.state.path, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
      '--quota-backend-bytes=4294967296',
    ],
    logFile: join(options.state.logs, 'etcd.log'),
    isReady: () => answersOk(`${url}/readyz`),
    signal: options.signal,
  });
  return { ...component, url };
}
