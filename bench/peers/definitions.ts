import { fileURLToPath } from 'node:url';
import { ensureTools, KUBECTL_TOOL, requireCommand } from '../../test/testbed/index.ts';

/** The custom resource definition of `Website`. */
export const WEBSITE_CRD: string = fileURLToPath(new URL('./website/crd.yaml', import.meta.url));

/** Applies manifest files as the administrator. */
export async function applyFiles(adminKubeconfig: string, files: readonly string[]): Promise<void> {
  const flags = files.flatMap((file) => ['-f', file]);
  await kubectl(adminKubeconfig, ['apply', '--server-side', '--force-conflicts', ...flags]);
}

/** Waits until objects, such as `crd/websites.demo.orkestra.io`, have a condition. @throws after 60 s */
export async function waitForCondition(
  adminKubeconfig: string,
  condition: string,
  objects: readonly string[],
): Promise<void> {
  const wait = ['wait', `--for=condition=${condition}`, ...objects, '--timeout=60s'];
  await kubectl(adminKubeconfig, wait);
}

/** Installs the custom resource definition of `Website` and waits until it is served. */
export async function installWebsite(adminKubeconfig: string): Promise<void> {
  await applyFiles(adminKubeconfig, [WEBSITE_CRD]);
  await waitForCondition(adminKubeconfig, 'Established', ['crd/websites.demo.orkestra.io']);
}

async function kubectl(kubeconfig: string, args: readonly string[]): Promise<void> {
  const tools = await ensureTools([KUBECTL_TOOL]);
  await requireCommand(tools.kubectl, ['--kubeconfig', kubeconfig, ...args], {
    timeoutMs: 90_000,
  });
}
