import { fileURLToPath } from 'node:url';
import type { GoTool } from './go-tool.ts';

/** Names of the programs that a control plane is made of. */
export type ControlPlaneToolName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubectl'
  | 'kwok';

/** Plays the kubelet; its module also holds the stages that say how. */
export const KWOK_TOOL: GoTool & { readonly name: 'kwok' } = {
  name: 'kwok',
  moduleFolder: moduleFolder('kwok'),
  package: 'sigs.k8s.io/kwok/cmd/kwok',
  pinnedBy: 'sigs.k8s.io/kwok',
  versionArgs: ['--version'],
};

/** Whatever talks to an API server by hand. */
export const KUBECTL_TOOL: GoTool & { readonly name: 'kubectl' } = kubernetes('kubectl', [
  'version',
  '--client',
]);

/** The programs that a control plane is made of, in the order in which they are built. */
export const CONTROL_PLANE_TOOLS: readonly (GoTool & { readonly name: ControlPlaneToolName })[] = [
  {
    name: 'etcd',
    moduleFolder: moduleFolder('etcd'),
    package: 'go.etcd.io/etcd/server/v3',
    pinnedBy: 'go.etcd.io/etcd/server/v3',
    versionArgs: ['--version'],
  },
  kubernetes('kube-apiserver', ['--version']),
  KUBECTL_TOOL,
  kubernetes('kube-controller-manager', ['--version']),
  kubernetes('kube-scheduler', ['--version']),
  KWOK_TOOL,
];

function kubernetes<Name extends ControlPlaneToolName>(
  name: Name,
  versionArgs: readonly string[],
): GoTool & { readonly name: Name } {
  return {
    name,
    moduleFolder: moduleFolder('kubernetes'),
    package: `k8s.io/kubernetes/cmd/${name}`,
    pinnedBy: 'k8s.io/kubernetes',
    versionArgs,
    // kubectl and helm refuse a server whose version string has no numbers in it, which is what an unlinked build reports.
    linkVariables: (version) => {
      const [major = '', minor = ''] = version.slice(1).split('.');
      const variable = 'k8s.io/component-base/version';
      return [
        `${variable}.gitVersion=${version}`,
        `${variable}.gitMajor=${major}`,
        `${variable}.gitMinor=${minor}`,
      ];
    },
  };
}

function moduleFolder(name: string): string {
  return fileURLToPath(new URL(`./tools/${name}`, import.meta.url));
}
