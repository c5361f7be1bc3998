import type { BlockReader } from '../block/block-reader.ts';
import type { Part } from '../kinds/kind.ts';

/** Amounts by profile (katalog-language §9.1): CPU request and limit, memory request and limit. */
const RESOURCES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  tiny: ['25m', '100m', '64Mi', '128Mi'],
  small: ['100m', '500m', '128Mi', '512Mi'],
  medium: ['250m', '1', '256Mi', '1Gi'],
  large: ['500m', '2', '512Mi', '2Gi'],
  burst: ['200m', '2', '256Mi', '2Gi'],
  steady: ['300m', '600m', '256Mi', '512Mi'],
  'compute-heavy': ['1', '2', '512Mi', '1Gi'],
  'memory-heavy': ['250m', '500m', '1Gi', '2Gi'],
  standard: ['250m', '1', '256Mi', '1Gi'],
  optimized: ['100m', '500m', '128Mi', '512Mi'],
};

/** `resources` of a container by profile. */
export const RESOURCE_PROFILES: Readonly<Record<string, Part>> = Object.fromEntries(
  Object.entries(RESOURCES).map(([name, [cpu, cpuLimit, memory, memoryLimit]]) => [
    name,
    { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } },
  ]),
);

/** Timings of probes in seconds and counts (katalog-language §9.2). */
export const PROBE_PROFILES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  fast: { initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 2, timeoutSeconds: 5 },
  standard: { initialDelaySeconds: 15, periodSeconds: 20, failureThreshold: 3, timeoutSeconds: 10 },
  patient: { initialDelaySeconds: 30, periodSeconds: 30, failureThreshold: 5, timeoutSeconds: 10 },
  'slow-start': {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    failureThreshold: 30,
    timeoutSeconds: 10,
  },
};

/** `securityContext` of a container (katalog-language §9.3). */
export const CONTAINER_SECURITY_PROFILES: Readonly<Record<string, Part>> = {
  baseline: { allowPrivilegeEscalation: false, capabilities: { drop: ['NET_RAW'] } },
  restricted: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
  hardened: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
};

/** `securityContext` of a pod (katalog-language §9.3). */
export const POD_SECURITY_PROFILES: Readonly<Record<string, Part>> = {
  baseline: { runAsNonRoot: false },
  restricted: { runAsNonRoot: true, runAsUser: 1000 },
  hardened: { runAsNonRoot: true, runAsUser: 65_534, runAsGroup: 65_534, fsGroup: 65_534 },
};

/** `rollingUpdate` of a workload (katalog-language §9.6). */
export const ROLLING_UPDATE_PROFILES: Readonly<Record<string, Part>> = {
  safe: { maxSurge: 1, maxUnavailable: 0 },
  fast: { maxSurge: '25%', maxUnavailable: '25%' },
  'blue-green': { maxSurge: '100%', maxUnavailable: 0 },
};

/**
 * What the `profile` of a block stands for.
 *
 * @remarks A name written in the Katalog must be known; one that a template yields is skipped with a warning when it
 * is not (katalog-language §20 #23).
 * @returns `undefined` when the block names none, or none that is known.
 */
export function readProfile<Value>(
  block: BlockReader,
  profiles: Readonly<Record<string, Value>>,
): Value | undefined {
  const name = block.text('profile');
  if (name === undefined || block.isDeferred(name)) return undefined;
  const found = Object.keys(profiles).find((each) => each === name.toLowerCase());
  if (found !== undefined) return profiles[found];
  const message = `"${name}" is not a profile; known are ${Object.keys(profiles).join(', ')}`;
  if (block.stage === 'written') block.report('profile', message);
  else block.warn('profile', message);
  return undefined;
}

/** Refuses explicit fields beside a profile. */
export function refuseBesideProfile(block: BlockReader, fields: readonly string[]): void {
  if (!block.has('profile')) return;
  for (const field of fields) block.refuse(field, 'cannot stand beside profile');
}
