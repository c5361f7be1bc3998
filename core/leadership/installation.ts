import { createHash } from 'node:crypto';
import { compareText } from '../compare-text.ts';
import type { Program } from '../program/program.ts';

/**
 * What one installation of the runtime serves. It stands in its Lease, so that another installation can tell whether the
 * holder does the same work, other work, or part of the same.
 */
export interface Installation {
  /** `name` of each Katalog, `namespace/name` outside of the tenant `default`; sorted. */
  readonly katalogs: readonly string[];
  /** `websites.demo.orkestra.io` for each CRD; sorted. */
  readonly crds: readonly string[];
  /** Of the program; two replicas may run different ones while a new one is rolled out. */
  readonly revision: string;
}

/** What a program serves. */
export function installationOf({ katalogs, crds, revision }: Program): Installation {
  const names = katalogs.map(({ name, namespace }) =>
    namespace === 'default' ? name : `${namespace}/${name}`,
  );
  const served = crds.map(({ gvk, plural }) =>
    gvk.group === '' ? plural : `${plural}.${gvk.group}`,
  );
  return { katalogs: sorted(names), crds: sorted(served), revision };
}

const PREFIX = 'orkestra-';

/** Longest readable part of the name; a DNS subdomain may have 253 characters. */
const MAX_SLUG = 63;

/**
 * Name of the Lease that replicas of one installation contend for: `orkestra-website-operator`.
 *
 * @remarks It follows from the names of the Katalogs alone, so that installations of different Katalogs do not wait for
 * each other and a new revision of the same ones still takes over from the old. Where the names do not fit into a name
 * of Kubernetes (RFC 1123 subdomain), or are several, a digest keeps it unique.
 */
export function leaseNameOf({ katalogs }: Pick<Installation, 'katalogs'>): string {
  const joined = katalogs.join('.');
  const slug = joined
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/[.-]*(\.)[.-]*/g, '$1')
    .replace(/^[.-]+|[.-]+$/g, '');
  if (katalogs.length === 1 && slug === joined) return `${PREFIX}${slug}`;
  const digest = createHash('sha256').update(katalogs.join('\n')).digest('hex').slice(0, 8);
  return `${PREFIX}${slug === '' ? '' : `${slug}-`}${digest}`;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}
