/** A field that differs; values of Secrets are never given. */
export interface FieldChange {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * How a live object stands to what is declared of it where nothing is written and the two are not equal:
 * - `kept`: it differs by intent, e.g. it was created once and is left to others since.
 * - `immutable`: it differs in fields that cannot be changed where they are.
 * - `foreign`: it is somebody else's, or was there before, and is not touched.
 * - `pending`: it is on its way, e.g. going away before it is made anew.
 */
export interface Standing {
  readonly decision: 'kept' | 'immutable' | 'foreign' | 'pending';
  /** For people: whose it is, or why it is left as it is and what the ways out are. */
  readonly reason: string;
  /** Fields that differ: `from` is what is stored, `to` what is declared. */
  readonly changes?: readonly FieldChange[];
}
