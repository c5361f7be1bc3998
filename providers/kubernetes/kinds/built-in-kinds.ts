import { configMap } from './config-map.ts';
import { cronJob } from './cron-job.ts';
import { deployment } from './deployment.ts';
import { ingress } from './ingress.ts';
import { job } from './job.ts';
import type { KindDefinition } from './kind.ts';
import { persistentVolumeClaim } from './persistent-volume-claim.ts';
import { secret } from './secret.ts';
import { service } from './service.ts';
import { serviceAccount } from './service-account.ts';
import { statefulSet } from './stateful-set.ts';

/** Kinds with a short form, in the order of katalog-language §6.1. */
export const BUILT_IN_KINDS: readonly KindDefinition[] = [
  secret,
  configMap,
  serviceAccount,
  deployment,
  service,
  job,
  cronJob,
  statefulSet,
  persistentVolumeClaim,
  ingress,
];

const BY_KEY: ReadonlyMap<string, KindDefinition> = new Map(
  BUILT_IN_KINDS.map((kind) => [kind.key, kind]),
);

const BY_TYPE: ReadonlyMap<string, KindDefinition> = new Map(
  BUILT_IN_KINDS.map((kind) => [`${kind.type.group}/${kind.type.kind}`, kind]),
);

/** The built-in kind of a key in a Katalog. */
export function builtInKind(key: string): KindDefinition | undefined {
  return BY_KEY.get(key);
}

/** The built-in kind of a Kubernetes kind, whatever its version. */
export function builtInKindOf(type: {
  readonly group: string;
  readonly kind: string;
}): KindDefinition | undefined {
  return BY_TYPE.get(`${type.group}/${type.kind}`);
}
