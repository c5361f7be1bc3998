import { readFileSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { parse } from 'yaml';
import { ErrorCode, isObject, OrkError } from '../../../core/index.ts';

/** How long a development cluster of this machine may take to accept a connection. */
const ANSWERS_WITHIN_MS = 1_000;

/** A kubeconfig that a user wants in a place of his own. */
export interface KubeconfigFile {
  readonly path: string;
  /** As people gave it. */
  readonly name: string;
}

/**
 * Refuses a place where another kubeconfig stands: the user's own, or that of a development cluster that runs.
 *
 * @throws {OrkError} `FileExists`.
 */
export async function refuseOtherKubeconfig({ name, path }: KubeconfigFile): Promise<void> {
  const text = await textAt(path);
  if (text === undefined || text.trim() === '') return;
  const server = serverIn(text);
  if (server === undefined) throw taken(`${name} exists already and is not of ork dev`);
  if (await answers(server))
    throw taken(`${name} is the kubeconfig of another ork dev, which runs at ${server.origin}`);
}

/** Removes the file at once, if it is still the one that was written. */
export function removeKubeconfig(path: string, text: string): void {
  try {
    if (readFileSync(path, 'utf8') === text) rmSync(path, { force: true });
  } catch {
    // Somebody else removed it.
  }
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).isFile() ? await readFile(path, 'utf8') : undefined;
  } catch {
    // Writing there tells what is wrong.
    return undefined;
  }
}

/** Address of the development cluster that a kubeconfig is for; `undefined` for any other file. */
function serverIn(text: string): URL | undefined {
  try {
    const config: unknown = parse(text);
    if (!isObject(config) || config['current-context'] !== 'orkestra-dev') return undefined;
    const [entry]: readonly unknown[] = Array.isArray(config['clusters']) ? config['clusters'] : [];
    const cluster = isObject(entry) ? entry['cluster'] : undefined;
    return isObject(cluster) ? new URL(String(cluster['server'])) : undefined;
  } catch {
    // Whatever it is, ork did not write it.
    return undefined;
  }
}

function answers({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: ANSWERS_WITHIN_MS });
    const settle = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket
      .once('connect', settle(true))
      .once('error', settle(false))
      .once('timeout', settle(false));
  });
}

function taken(text: string): OrkError {
  return new OrkError('File exists already', {
    code: ErrorCode.FileExists,
    retry: { kind: 'never' },
    details: { text, hint: 'Give --kubeconfig-out another file' },
  });
}
