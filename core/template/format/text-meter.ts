import type { GoMap } from '../value/go-type.ts';

/** Keeps an account of the work and text of one execution and throws when a budget is spent. */
export interface TextMeter {
  /**
   * Charges text that is built.
   *
   * @param units UTF-16 units that are added
   * @param total length of the text they are added to; by default the same
   */
  charge(units: number, total?: number): void;
  /** Charges steps, one by default. */
  step(count?: number): void;
  /** Goes one level deeper into nested values. */
  enter(): void;
  leave(): void;
  /** How many own keys a map has; counted once per execution. */
  countKeys(map: GoMap): number;
  /** The own keys of a map in Go's order; sorted once per execution. */
  sortedKeysOf(map: GoMap): readonly string[];
}
