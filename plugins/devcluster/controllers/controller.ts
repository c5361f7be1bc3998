import type { Change } from '../storage/change.ts';

/** Brings one kind of state to where it should be, one object at a time. */
export interface Controller {
  readonly name: string;
  /** The objects a change concerns, as keys of this controller's own choosing. */
  keysFor(change: Change): readonly string[];
  /**
   * Looks at the present state behind a key and takes the next step.
   *
   * @returns When to look again, in milliseconds; undefined when only a change is a reason to.
   */
  reconcile(key: string): number | undefined;
}
