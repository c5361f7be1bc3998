import { foldKeyOf, type Occurrence } from './recorded-event.ts';

/** Events that wait for their turn: few by themselves, the rest folded. */
export interface EventBacklog {
  /** Takes an occurrence in; one too many is folded into a summary of its kind and reason. */
  push(occurrence: Occurrence): void;
  /** The next to be told: warnings, then others, then summaries. */
  shift(): Occurrence | undefined;
  /** Occurrences that are still to be told, the folded ones included. */
  readonly size: number;
  clear(): void;
}

/** Kinds times reasons that are summarised at a time; a program has far fewer. */
const SUMMARY_LIMIT = 256;

interface Summary {
  readonly first: Occurrence;
  more: number;
}

/** Creates a backlog that keeps `limit` events of each type as they are. */
export function createEventBacklog(limit: number): EventBacklog {
  const waiting: Record<'Warning' | 'Normal', Occurrence[]> = { Warning: [], Normal: [] };
  const summaries = new Map<string, Summary>();
  let folded = 0;

  const fold = (occurrence: Occurrence): void => {
    const key = foldKeyOf(occurrence);
    const summary = summaries.get(key);
    if (summary !== undefined) summary.more += 1;
    else if (summaries.size >= SUMMARY_LIMIT) return;
    else summaries.set(key, { first: occurrence, more: 0 });
    folded += 1;
  };
  const unfold = (): Occurrence | undefined => {
    for (const [key, summary] of summaries) {
      summaries.delete(key);
      folded -= summary.more + 1;
      return summarise(summary);
    }
    return undefined;
  };
  return {
    get size() {
      return waiting.Warning.length + waiting.Normal.length + folded;
    },
    push(occurrence) {
      const line = waiting[occurrence.event.type];
      if (line.length < limit) line.push(occurrence);
      else fold(occurrence);
    },
    shift: () => waiting.Warning.shift() ?? waiting.Normal.shift() ?? unfold(),
    clear() {
      waiting.Warning = [];
      waiting.Normal = [];
      summaries.clear();
      folded = 0;
    },
  };
}

/** The first one speaks for all. */
function summarise({ first, more }: Summary): Occurrence {
  if (more === 0) return first;
  const { regarding, event } = first;
  const note = `${event.note} … and ${more} more ${regarding.kind} events like this`;
  return { regarding, event: { ...event, note } };
}
