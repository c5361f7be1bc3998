import { type DecisionRecord, printableLine } from '../../../core/index.ts';
import { recordSummary } from '../explain/record-text.ts';

const MOST_SHOWN = 5;

/** What the last cycle of a custom resource came to. */
export interface LastCycle {
  /** In a word or two. */
  readonly last: string;
  /** Why it failed, in full. */
  readonly cause?: string;
}

/** What happened lately, for the live view. */
export class Decisions {
  readonly #last = new Map<string, LastCycle>();
  #shown: readonly { readonly time: string; readonly text: string; readonly count: number }[] = [];

  /** Takes a record; one that only says that nothing was to be done would push out those that say more. */
  note(record: DecisionRecord): void {
    const { crd, error, object, outcome, writes } = record;
    const key = `${crd} ${object}`;
    const hasFailed = this.#last.get(key)?.cause !== undefined;
    const isQuiet = writes === 0 && error === undefined;
    if (isQuiet && !hasFailed) return;
    const text = recordSummary(record);
    const last =
      error === undefined ? { last: text } : { last: outcome, cause: printableLine(error.message) };
    this.#last.set(key, last);
    this.#show(new Date(record.atMs).toISOString().slice(11, 19), `${key}: ${text}`);
  }

  /** What the last cycle of `website default/hello` came to. */
  lastOf(key: string): LastCycle {
    return this.#last.get(key) ?? { last: '' };
  }

  /** Newest last; what came several times stands once, with how often. */
  lines(): readonly string[] {
    return this.#shown.map(
      ({ count, text, time }) => `${time} ${count > 1 ? `×${count} ` : ''}${text}`,
    );
  }

  #show(time: string, text: string): void {
    const same = this.#shown.find((each) => each.text === text);
    const others = this.#shown.filter((each) => each !== same);
    const next = { time, text, count: (same?.count ?? 0) + 1 };
    this.#shown = [...others, next].slice(-MOST_SHOWN);
  }
}
