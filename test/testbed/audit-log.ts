import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** How many requests of one kind a user sent. */
export interface AuditCount {
  readonly user: string;
  readonly verb: string;
  /** API group, `''` for the core group and for requests to no resource. */
  readonly group: string;
  /** `''` for requests to no resource, such as `/readyz`. */
  readonly resource: string;
  readonly subresource: string;
  /** HTTP status; 0 when the request was cut before it was answered. */
  readonly code: number;
  readonly count: number;
}

/** Which requests to count. */
export interface AuditCountOptions {
  /** Only what was written from this offset on, as {@link auditLogEnd} gave it. Default 0. */
  readonly fromByte?: number;
  /** Only this user's. */
  readonly user?: string;
}

/** The end of the log now: what is counted from here on happened later. */
export async function auditLogEnd(path: string): Promise<number> {
  return (await stat(path)).size;
}

/**
 * Counts the requests in an audit log (audit.k8s.io/v1, one JSON object a line), by user, verb, resource and status. A watch counts once, when
 * it was opened; users named `system:…` are the cluster's own and are left out.
 */
export async function readAuditCounts(
  path: string,
  options: AuditCountOptions = {},
): Promise<readonly AuditCount[]> {
  const counts = new Map<string, AuditCount>();
  const lines = createInterface({
    input: createReadStream(path, { start: options.fromByte ?? 0 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const event = parseEvent(line);
    if (event === undefined || event.user.username.startsWith('system:')) continue;
    if (options.user !== undefined && options.user !== event.user.username) continue;
    if (isEndOfWatch(event)) continue;
    const kind = kindOf(event);
    const key = JSON.stringify(kind);
    counts.set(key, { ...kind, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** The sum of the counts that have all the given properties. */
export function sumCounts(
  counts: readonly AuditCount[],
  matching: Partial<Omit<AuditCount, 'count'>> = {},
): number {
  const wanted = Object.entries(matching);
  return counts
    .filter((count) => wanted.every(([key, value]) => Reflect.get(count, key) === value))
    .reduce((sum, { count }) => sum + count, 0);
}

/** The parts of an audit event that are counted by. */
interface AuditEvent {
  readonly stage: string;
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
  };
  readonly responseStatus?: { readonly code?: number };
}

function parseEvent(line: string): AuditEvent | undefined {
  try {
    return JSON.parse(line) as AuditEvent;
  } catch {
    // The last line may be half written; it is counted the next time.
    return undefined;
  }
}

/** A watch that was opened is written twice, the second time whenever it ends; one that was refused, only then. */
function isEndOfWatch(event: AuditEvent): boolean {
  const { stage, verb, responseStatus } = event;
  return verb === 'watch' && stage !== 'ResponseStarted' && responseStatus?.code === 200;
}

function kindOf(event: AuditEvent): Omit<AuditCount, 'count'> {
  return {
    user: event.user.username,
    verb: event.verb,
    group: event.objectRef?.apiGroup ?? '',
    resource: event.objectRef?.resource ?? '',
    subresource: event.objectRef?.subresource ?? '',
    code: event.responseStatus?.code ?? 0,
  };
}
