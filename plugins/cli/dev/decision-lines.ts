import type { DecisionRecord } from '../../../core/index.ts';
import { recordSummary } from '../explain/record-text.ts';

/** What was last said of a custom resource. */
interface Said {
  readonly text: string;
  readonly hasFailed: boolean;
  /** How often it came again since it was last printed. */
  readonly unsaid: number;
  readonly count: number;
}

/**
 * Decision records as lines for output that cannot be drawn over.
 *
 * @remarks A line stands for something that changed. A failure that comes again and again is printed at its 1st, 10th, 100th … time,
 * and with its count once something else comes of the custom resource.
 */
export class DecisionLines {
  readonly #said = new Map<string, Said>();

  /** Lines to print for a record: none for most. */
  linesOf(record: DecisionRecord): readonly string[] {
    const { crd, error, object, writes } = record;
    const key = `${crd} ${object}`;
    const last = this.#said.get(key);
    const hasFailed = error !== undefined;
    if (writes === 0 && !hasFailed && last?.hasFailed !== true) return [];
    const text = `${key}: ${recordSummary(record)}`;
    if (last === undefined || last.text !== text) {
      this.#said.set(key, { text, hasFailed, unsaid: 0, count: 1 });
      return last === undefined || last.unsaid === 0 ? [text] : [timesOf(last), text];
    }
    const count = last.count + 1;
    // What was written is an occurrence of its own.
    const isPrinted = !hasFailed || /^10+$/.test(String(count));
    const said = { ...last, count, unsaid: isPrinted ? 0 : last.unsaid + 1 };
    this.#said.set(key, said);
    return isPrinted ? [timesOf(said)] : [];
  }
}

function timesOf({ count, text }: Said): string {
  return `${text} (×${count})`;
}
