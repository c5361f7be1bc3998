import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { answersOk, freePort, startComponent } from '../../../test/testbed/index.ts';
import { installWebsite } from '../definitions.ts';
import type { Peer } from '../peer.ts';
import { ensurePythonEnvironment } from './python-environment.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const OPERATOR = fileURLToPath(new URL('./website_operator.py', import.meta.url));

const ENVIRONMENT = { name: 'kopf', version: await pinnedKopf(), folder: FOLDER };

/** An operator in Python with Kopf, on uvloop. */
export const kopf: Peer = {
  name: 'kopf',
  version: ENVIRONMENT.version,
  prepare: async (options) => {
    await ensurePythonEnvironment(ENVIRONMENT, options);
  },
  install: installWebsite,
  start: async ({ kubeconfig, logFile, signal }) => {
    const python = await ensurePythonEnvironment(ENVIRONMENT, { signal });
    const liveness = `http://127.0.0.1:${await freePort()}/healthz`;
    return startComponent({
      name: 'kopf',
      command: python,
      args: [
        ...['-m', 'kopf', 'run', OPERATOR],
        ...['--all-namespaces', '--standalone', '--quiet', '--liveness', liveness],
      ],
      env: { KUBECONFIG: kubeconfig, PYTHONDONTWRITEBYTECODE: '1' },
      logFile,
      isReady: () => answersOk(liveness),
      signal,
    });
  },
};

async function pinnedKopf(): Promise<string> {
  const requirements = await readFile(new URL('./requirements.txt', import.meta.url), 'utf8');
  const version = /^kopf==(.+)$/m.exec(requirements)?.[1];
  if (version === undefined) throw new Error('requirements.txt does not pin kopf');
  return `v${version}`;
}
