import { fileURLToPath } from 'node:url';
import {
  answersOk,
  ensureTools,
  freePort,
  type GoTool,
  pinnedVersion,
  startComponent,
} from '../../../test/testbed/index.ts';
import { installWebsite } from '../definitions.ts';
import type { Peer } from '../peer.ts';

const TOOL = {
  name: 'controller-runtime-website',
  moduleFolder: fileURLToPath(new URL('.', import.meta.url)),
  package: '.',
  pinnedBy: 'sigs.k8s.io/controller-runtime',
} as const satisfies GoTool;

/** A bare operator in Go that compares with its cache before it writes: the yardstick. */
export const controllerRuntime: Peer = {
  name: 'controller-runtime',
  version: await pinnedVersion(TOOL),
  prepare: async (options) => {
    await ensureTools([TOOL], options);
  },
  install: installWebsite,
  start: async ({ kubeconfig, logFile, signal }) => {
    const tools = await ensureTools([TOOL], { signal });
    const probe = `127.0.0.1:${await freePort()}`;
    return startComponent({
      name: 'controller-runtime',
      command: tools[TOOL.name],
      args: [`--kubeconfig=${kubeconfig}`, `--health-probe-bind-address=${probe}`],
      logFile,
      isReady: () => answersOk(`http://${probe}/readyz`),
      signal,
    });
  },
};
