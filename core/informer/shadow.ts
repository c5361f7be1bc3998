import type { KubeObject } from '../object/kube-object.ts';
import { compareVersions } from './resource-version.ts';

/** An own write that the watch has not caught up with. */
export interface Shadow {
  /** `true`: hides the object with {@link Shadow.uid}. */
  readonly isTombstone: boolean;
  readonly uid: string | undefined;
  /** Version of the write; of a tombstone the last one the object was seen at. */
  readonly version: string;
  /** Counts own writes, to tell which came before a list began. */
  readonly order: number;
  /** What the watch last told. */
  base: KubeObject | undefined;
}

/** What a watch told of the object in the shadow. */
export interface Told {
  readonly isDeleted: boolean;
  readonly uid: string | undefined;
  readonly version: string;
}

/** Tells whether the watch has caught up, so that what it says holds again. */
export function isSettledBy(shadow: Shadow, told: Told): boolean {
  const order = compareVersions(told.version, shadow.version);
  if (!shadow.isTombstone) return order !== undefined && order >= 0;
  if (told.uid === shadow.uid) return told.isDeleted;
  // Another incarnation: the next one, unless its version says that it was the one before.
  return order === undefined || order > 0;
}

/** Tells whether what the watch told is the own write itself. */
export function isEchoOf(shadow: Shadow, told: Told): boolean {
  if (told.uid !== shadow.uid || told.isDeleted !== shadow.isTombstone) return false;
  return shadow.isTombstone || told.version === shadow.version;
}
