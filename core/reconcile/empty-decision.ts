import type { Decision } from './decision.ts';
import type { Snapshot } from './snapshot.ts';

/** A decision that does nothing. */
export function emptyDecision({ object, observations }: Snapshot): Decision {
  return {
    object,
    stages: [],
    ownerPatches: [],
    waves: [],
    entries: [],
    conditions: [],
    observations,
  };
}
