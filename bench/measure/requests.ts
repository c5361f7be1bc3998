import { setTimeout as delay } from 'node:timers/promises';
import {
  type AuditCount,
  auditLogEnd,
  readAuditCounts,
  sumCounts,
} from '../../test/testbed/index.ts';

/** User under which the measured operator acts; its requests are counted in the audit log. */
export const OPERATOR_USER = 'operator';

/** Verbs that are told apart in the results. An apply is a `patch`; a watch counts when it is opened. */
export const AUDIT_VERBS = ['create', 'patch', 'update', 'delete', 'get', 'list', 'watch'] as const;

/** Requests of the operator. */
export interface Requests {
  readonly total: number;
  /** Kubernetes events among them. */
  readonly events: number;
  /** By verb of the audit log. */
  readonly byVerb: Readonly<Record<string, number>>;
}

/** Counts what the operator sent since the log was so long. */
export async function countRequests(auditLogPath: string, fromByte: number): Promise<Requests> {
  return requestsOf(await readAuditCounts(auditLogPath, { fromByte, user: OPERATOR_USER }));
}

/** Sums audit counts; lease renewals are a matter of time, not of work, and are left out. */
export function requestsOf(counts: readonly AuditCount[]): Requests {
  const work = counts.filter(({ resource }) => resource !== 'leases');
  const byVerb: Record<string, number> = {};
  for (const { verb, count } of work) byVerb[verb] = (byVerb[verb] ?? 0) + count;
  return { total: sumCounts(work), events: sumCounts(work, { resource: 'events' }), byVerb };
}

/** How long without a request counts as quiet, and how long to wait for that. */
export interface QuietOptions {
  readonly quietMs?: number;
  readonly limitMs?: number;
}

/** Waits until the operator sends nothing; resolves to `false` when it still does at the limit. */
export async function untilQuiet(
  auditLogPath: string,
  { quietMs = 3_000, limitMs = 120_000 }: QuietOptions = {},
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  let fromByte = await auditLogEnd(auditLogPath);
  let quietSince = performance.now();
  while (performance.now() - quietSince < quietMs) {
    if (performance.now() > deadline) return false;
    await delay(250);
    const end = await auditLogEnd(auditLogPath);
    const { total } = await countRequests(auditLogPath, fromByte);
    if (total === 0) continue;
    fromByte = end;
    quietSince = performance.now();
  }
  return true;
}
