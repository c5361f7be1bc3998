import type { JsonObject } from '../json/record.ts';

/** `/version`: the release the built-in kinds are those of, marked as not the real thing. */
export function serverVersion(kubernetesVersion: string): JsonObject {
  const [major = '', minor = ''] = kubernetesVersion.replace(/^v/, '').split('.');
  return {
    major,
    minor,
    gitVersion: `${kubernetesVersion}+devcluster`,
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: 'node',
  };
}
