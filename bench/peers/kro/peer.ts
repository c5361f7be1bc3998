import { fileURLToPath } from 'node:url';
import {
  answersOk,
  ensureModuleFiles,
  ensureTools,
  freePort,
  type GoTool,
  pinnedVersion,
  startComponent,
} from '../../../test/testbed/index.ts';
import { applyFiles, waitForCondition } from '../definitions.ts';
import type { Peer } from '../peer.ts';

const TOOL = {
  name: 'kro',
  moduleFolder: fileURLToPath(new URL('.', import.meta.url)),
  package: 'github.com/kubernetes-sigs/kro/cmd/controller',
  pinnedBy: 'github.com/kubernetes-sigs/kro',
} as const satisfies GoTool;

const GRAPH = fileURLToPath(new URL('./website-graph.yaml', import.meta.url));

/** kro's own limits (one worker, 10 keys and 100 requests a second) would be measured instead of the program. */
const UNLIMITED = [
  '--dynamic-controller-concurrent-reconciles=20',
  '--dynamic-controller-rate-limiter-rate-limit=100000',
  '--dynamic-controller-rate-limiter-burst-limit=100000',
  '--client-qps=100000',
  '--client-burst=100000',
];

const definitionFiles = () =>
  ensureModuleFiles({ name: 'kro-crds', tool: TOOL, folders: ['helm/crds'] });

/** kro, with the website as a ResourceGraphDefinition; it makes the custom resource definition itself. */
export const kro: Peer = {
  name: 'kro',
  version: await pinnedVersion(TOOL),
  prepare: async (options) => {
    await ensureTools([TOOL], options);
    await definitionFiles();
  },
  install: async (adminKubeconfig) => {
    await applyFiles(adminKubeconfig, await definitionFiles());
    const graphs = ['crd/resourcegraphdefinitions.kro.run'];
    await waitForCondition(adminKubeconfig, 'Established', graphs);
    await applyFiles(adminKubeconfig, [GRAPH]);
  },
  start: async ({ kubeconfig, adminKubeconfig, logFile, signal }) => {
    const tools = await ensureTools([TOOL], { signal });
    const probe = `127.0.0.1:${await freePort()}`;
    const component = await startComponent({
      name: 'kro',
      command: tools[TOOL.name],
      args: [
        `--kubeconfig=${kubeconfig}`,
        '--metrics-bind-address=0',
        `--health-probe-bind-address=${probe}`,
        '--zap-devel=false',
        '--zap-log-level=error',
        ...UNLIMITED,
      ],
      logFile,
      isReady: () => answersOk(`http://${probe}/readyz`),
      signal,
    });
    try {
      // It makes the custom resource definition now.
      await waitForCondition(adminKubeconfig, 'Ready', ['resourcegraphdefinition/website']);
    } catch (error) {
      await component.stop();
      throw error;
    }
    return component;
  },
};
