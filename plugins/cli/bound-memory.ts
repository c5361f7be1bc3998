import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 prefer a small heap, which suits a process that waits most of the time: to be called before anything large is loaded.
 *
 * @remarks Two settings, both of which V8 reads whenever it collects garbage. The young generation stays at its first size (1 MiB
 * a half) instead of growing to 16 MiB, most of which it would never give back; and the old generation grows by small steps. With 15
 * CRDs that saved 12 MB idle and 40 MB after the creation of 1,000 custom resources, for no more CPU time than runs differ by.
 */
export function boundMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}
