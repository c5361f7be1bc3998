import { compareVersions, isComparable } from './resource-version.ts';

/** Which versions a watch is known to have delivered. */
export interface DeliveredVersions {
  add(version: string): void;
  /** `true` when the version, or a newer one, has been delivered. */
  has(version: string): boolean;
}

/** How many versions without order are remembered. */
const REMEMBERED = 1_024;

/** Creates the record; for versions without order it remembers the last 1,024 and knows equality only. */
export function createDeliveredVersions(): DeliveredVersions {
  let newest: string | undefined;
  const unordered = new Set<string>();
  return {
    add(version) {
      if (!isComparable(version)) {
        unordered.add(version);
        if (unordered.size > REMEMBERED) unordered.delete(unordered.values().next().value ?? '');
      } else if (newest === undefined || (compareVersions(version, newest) ?? 0) > 0) {
        newest = version;
      }
    },
    has(version) {
      if (unordered.has(version)) return true;
      return newest !== undefined && (compareVersions(version, newest) ?? 1) <= 0;
    },
  };
}
