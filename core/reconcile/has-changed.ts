import type { Acted } from './act.ts';

/** Tells whether an operation changed something: not when the object is somebody else's, or was found to be as it should be. */
export function hasChanged({ outcome, became, isUntouched }: Acted): boolean {
  if (outcome !== 'done' || isUntouched === true) return false;
  return became?.decision !== 'foreign' && became?.decision !== 'unchanged';
}
