import { type ApplyOptions, isObject } from '../../../core/index.ts';

/** A configuration as it is sent: with the version that it is meant for. */
export function applied(object: object, { ifAbsent, resourceVersion }: ApplyOptions): object {
  if (ifAbsent === true) return withVersion(object, NO_VERSION);
  return resourceVersion === undefined ? object : withVersion(object, resourceVersion);
}

/**
 * The version of a configuration that only creates: where nothing stands, the API server has no use for the version; where something stands, it
 * is outdated, since versions of objects begin after that of an empty store (ADR 0013).
 */
const NO_VERSION = '1';

function withVersion(object: object, resourceVersion: string): object {
  const metadata = 'metadata' in object && isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, resourceVersion } };
}
