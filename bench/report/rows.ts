import { AUDIT_VERBS } from '../measure/requests.ts';

/** A row of the results table: key of the figure, words, and which direction is good. */
export interface Row {
  readonly key: string;
  readonly label: string;
  readonly better: 'higher' | 'lower';
}

/** What the audit log calls them is not what everyone does. */
const VERB_NAMES: Readonly<Record<string, string>> = { patch: 'patch or apply' };

/** Rows of the results table, in order. */
export const ROWS: readonly Row[] = [
  {
    key: 's1.crPerSecond',
    label: 'S1: created 20-way → children and status, CR/s',
    better: 'higher',
  },
  { key: 's1.readyP50Seconds', label: 'S1 create → status p50, s', better: 'lower' },
  { key: 's1.readyP99Seconds', label: 'S1 create → status p99, s', better: 'lower' },
  { key: 's1.requestsPerCr', label: 'S1 API requests per CR', better: 'lower' },
  ...AUDIT_VERBS.map(
    (verb): Row => ({
      key: `s1.${verb}PerCr`,
      label: `S1 API requests per CR: ${VERB_NAMES[verb] ?? verb}`,
      better: 'lower',
    }),
  ),
  { key: 's1.operatorCpuMsPerCr', label: 'S1 operator CPU, ms per CR', better: 'lower' },
  { key: 's1.apiServerCpuMsPerCr', label: 'S1 API server CPU, ms per CR', better: 'lower' },
  { key: 'rss.readyMb', label: 'RSS ready, MB', better: 'lower' },
  { key: 'rss.afterMb', label: 'RSS after S1, MB', better: 'lower' },
  { key: 'rss.peakMb', label: 'RSS peak, MB', better: 'lower' },
  {
    key: 's2.requestsPerMinute',
    label: 'S2 idle, 10 s resync, once quiet (waited for up to 2 min): requests a minute',
    better: 'lower',
  },
  {
    key: 's2.eventsPerMinute',
    label: 'S2 of which Kubernetes events, a minute',
    better: 'lower',
  },
  { key: 's2.operatorCpuSecondsPerMinute', label: 'S2 operator CPU, s a minute', better: 'lower' },
  { key: 's3.repairP50Ms', label: 'S3 spoiled child repaired p50, ms', better: 'lower' },
  { key: 's3.repairP99Ms', label: 'S3 spoiled child repaired p99, ms', better: 'lower' },
  {
    key: 's4.childrenP50Ms',
    label: 'S4 one CR at a time → both children p50, ms',
    better: 'lower',
  },
  {
    key: 's4.childrenP99Ms',
    label: 'S4 one CR at a time → both children p99, ms',
    better: 'lower',
  },
  {
    key: 's5.rolloutSeconds',
    label: 'S5 image patched on all → all Deployments, s',
    better: 'lower',
  },
  {
    key: 'restart.missedSeconds',
    label: 'restart: a missed change is applied, s',
    better: 'lower',
  },
  { key: 'restart.requests', label: 'restart: requests', better: 'lower' },
  { key: 'restart.cpuSeconds', label: 'restart: operator CPU, s', better: 'lower' },
];
