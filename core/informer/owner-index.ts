import { Identity } from '../object/identity.ts';
import type { Indexer } from './secondary-index.ts';

/** Name of the index that every store has. */
export const OWNER_UID_INDEX = 'owner-uid';

/**
 * Uids of the owners of an object: its controller by owner reference, and the one its label names, which is how
 * children in other namespaces and cluster-scoped ones are found (design §5).
 */
export const ownerUidsOf: Indexer = (object) => {
  const { labels, ownerReferences } = object.metadata;
  const labelled = labels?.[Identity.ownerUidLabel];
  const controller = ownerReferences?.find((reference) => reference.controller === true)?.uid;
  if (labelled === undefined) return controller === undefined ? [] : [controller];
  return controller === undefined || controller === labelled ? [labelled] : [controller, labelled];
};
