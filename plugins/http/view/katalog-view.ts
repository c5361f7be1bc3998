import type { KatalogInfo, RunningCrd, Runtime } from '../../../core/index.ts';
import { crdSummary, stateOf, type ViewContext } from './crd-view.ts';

/** `/katalog`. */
export function katalogSummary(
  runtime: Runtime,
  about: { readonly version: string; readonly environment: string },
  context: ViewContext,
): object {
  const { crds, katalogs } = runtime;
  const status = runtime.status();
  const degraded = crds.filter((crd) => stateOf(crd.health()) === 'degraded');
  const isHealthy = degraded.length === 0;
  return {
    ...aboutOf(katalogs[0]),
    runtimeVersion: about.version,
    environment: about.environment,
    katalogs: katalogs.map(({ file, name, namespace, version: each }) => ({
      name,
      version: each,
      namespace,
      file,
    })),
    healthy: isHealthy,
    OrkReady: status.ready,
    isKonductor: status.isLeader,
    leader: status.leader,
    status: isHealthy ? 200 : 503,
    degradedReason: isHealthy
      ? ''
      : `degraded: ${degraded.map((crd) => crd.program.name).join(', ')}`,
    total: crds.length,
    totalEnabled: crds.length,
    totalDegraded: degraded.length,
    statusCounts: countStates(crds),
    warnings: status.warnings,
    deletionProtection: false,
    namespaces: namespacesOf(crds),
    crds: crds.map((crd) => crdSummary(crd, context)),
  };
}

/** What the first Katalog says of itself; the others stand in `katalogs`. */
function aboutOf(katalog: KatalogInfo | undefined): object {
  return {
    name: katalog?.name ?? '',
    version: katalog?.version ?? '',
    author: katalog?.author ?? '',
    description: katalog?.description ?? '',
    license: katalog?.license ?? '',
    clusterName: katalog?.clusterName ?? '',
  };
}

function countStates(crds: readonly RunningCrd[]): object {
  const counts = { healthy: 0, degraded: 0, started: 0, pending: 0, gated: 0 };
  for (const crd of crds) counts[stateOf(crd.health())] += 1;
  return counts;
}

/** Figures by logical namespace (katalog-language §1.2). */
function namespacesOf(crds: readonly RunningCrd[]): object {
  const names = [...new Set(crds.map((crd) => crd.program.katalog.namespace))];
  return Object.fromEntries(
    names.map((name) => {
      const members = crds.filter((crd) => crd.program.katalog.namespace === name);
      const healths = members.map((crd) => crd.health());
      const katalog = members[0]?.program.katalog;
      return [
        name,
        {
          crds: members.map((crd) => crd.program.name),
          statusCounts: countStates(members),
          healthy: healths.every((health) => health.state !== 'degraded'),
          description: katalog?.description ?? '',
          version: katalog?.version ?? '',
          workers: healths.reduce((sum, health) => sum + health.workers, 0),
          resources: healths.reduce((sum, health) => sum + health.resourceCount, 0),
        },
      ];
    }),
  );
}
