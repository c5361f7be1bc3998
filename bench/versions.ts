import { cpus, totalmem } from 'node:os';
import { CONTROL_PLANE_TOOLS, pinnedVersion } from '../test/testbed/index.ts';

/** What was measured on, in one line. */
export async function machineLine(): Promise<string> {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const measured = CONTROL_PLANE_TOOLS.filter(({ name }) =>
    ['kube-apiserver', 'etcd'].includes(name),
  );
  const versions = await Promise.all(
    measured.map(async (tool) => `${tool.name} ${await pinnedVersion(tool)}`),
  );
  return [
    `${cpus().length} × ${cpu?.model}, ${memory}`,
    `Node ${process.version}`,
    ...versions,
  ].join('; ');
}
