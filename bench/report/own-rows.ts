/** A row of the table of figures that only Orkestra has. */
export interface OwnRow {
  readonly key: string;
  readonly label: string;
  /** What is to be reached, if a mark was set. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Marks of resident memory, by custom resources. */
const MEMORY_MB: Readonly<Record<number, number>> = { 0: 90, 1000: 120, 10000: 230 };

/** The rows, given the numbers of custom resources at which memory was read. */
export function ownRows(memoryResources: readonly number[]): readonly OwnRow[] {
  return [
    { key: 's1.eventLoopP99Ms', label: 'Event-loop delay p99 in S1, ms' },
    { key: 's1.eventLoopMaxMs', label: 'Event-loop delay max in S1, ms' },
    { key: 's2.eventLoopP99Ms', label: 'Event-loop delay p99 in S2, ms' },
    ...memoryRows(memoryResources),
    {
      key: 'coldStart.firstChildMs',
      label: '`ork run` → first child, ms',
      target: { atMost: 1_000 },
    },
    { key: 'command.versionMs', label: '`ork --version`, ms', target: { atMost: 150 } },
    { key: 'command.validateMs', label: '`ork validate`, ms', target: { atMost: 400 } },
    {
      key: 'inProcess.noChangePerSecond',
      label: 'No-change reconciles in process, nothing skipped, a second',
      target: { atLeast: 2_000 },
    },
  ];
}

function memoryRows(counts: readonly number[]): readonly OwnRow[] {
  if (counts.length === 0) return [];
  return [
    ...[0, ...counts].map(memoryRow),
    { key: 'memory.peakMb', label: 'RSS, 15 kinds, peak, MB' },
  ];
}

function memoryRow(count: number): OwnRow {
  const atMost = MEMORY_MB[count];
  const label = `RSS, 15 kinds, ${count.toLocaleString('en-US')} custom resources, MB`;
  return {
    key: `memory.${count}Mb`,
    label,
    ...(atMost === undefined ? {} : { target: { atMost } }),
  };
}
