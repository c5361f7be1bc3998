import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { describeCluster } from '../conformance/cluster/describe-cluster.ts';
import { startControlPlane } from '../testbed/index.ts';

describeCluster('kube-apiserver', async () => {
  const controlPlane = await startControlPlane({ workloads: true });
  const kubeconfig = parse(await readFile(await controlPlane.kubeconfigFor('admin'), 'utf8'));
  return {
    url: controlPlane.url,
    token: kubeconfig.users[0].user.token,
    ca: await readFile(controlPlane.caFile, 'utf8'),
    stop: () => controlPlane.stop(),
  };
});
