import { readFile } from 'node:fs/promises';

/** What a process has used so far (Linux `/proc`, proc(5)). */
export interface ProcessUsage {
  /** User and system time, in seconds. */
  readonly cpuSeconds: number;
  readonly rssMb: number;
  /** Highest resident size since the start. */
  readonly peakRssMb: number;
}

/** Clock ticks a second; fixed by the Linux ABI for user space. */
const TICKS_PER_SECOND = 100;

/** Reads the usage of a process. @throws when there is none with this id */
export async function readProcessUsage(pid: number): Promise<ProcessUsage> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
  ]);
  // The command name may hold blanks; fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    cpuSeconds: ticks / TICKS_PER_SECOND,
    rssMb: kilobytes(status, 'VmRSS') / 1024,
    peakRssMb: kilobytes(status, 'VmHWM') / 1024,
  };
}

/** Usage of a process that may have ended: nothing, then, for a new one begins at nothing. */
export async function readUsageIfRunning(pid: number): Promise<ProcessUsage> {
  try {
    return await readProcessUsage(pid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { cpuSeconds: 0, rssMb: 0, peakRssMb: 0 };
  }
}

function kilobytes(status: string, field: string): number {
  return Number(status.match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm'))?.[1] ?? Number.NaN);
}
