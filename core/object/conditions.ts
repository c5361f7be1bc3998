import { isObject } from './json.ts';
import { timestampOf } from './timestamp.ts';

/** A status condition (Kubernetes API conventions, "Typical status properties"; `metav1.Condition`). */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  /** RFC 3339; moves only when `status` does. */
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

/** A condition to be set; its transition time follows from what stood there. */
export type NewCondition = Omit<Condition, 'lastTransitionTime'>;

/** Longest message of a condition, in characters (katalog-language §11.1). */
const MESSAGE_LIMIT = 256;
const ELLIPSIS = ' ...';

/** The list with the given conditions set; those of other types keep their place and content. */
export function withConditions(
  present: unknown,
  changes: readonly NewCondition[],
  nowMs: number,
): readonly unknown[] {
  const list = Array.isArray(present) ? [...present] : [];
  for (const change of changes) {
    const at = list.findIndex((item) => isObject(item) && item['type'] === change.type);
    const next = settle(at < 0 ? undefined : list[at], change, nowMs);
    if (at < 0) list.push(next);
    else list[at] = next;
  }
  return list;
}

function settle(before: unknown, change: NewCondition, nowMs: number): Condition {
  const same = isObject(before) && before['status'] === change.status;
  const kept = same ? before['lastTransitionTime'] : undefined;
  return {
    lastTransitionTime: typeof kept === 'string' ? kept : timestampOf(nowMs),
    ...change,
    message: shorten(change.message),
  };
}

/** A message that is too long, cut after a word; the whole text is in the decision record. */
function shorten(message: string): string {
  if (message.length <= MESSAGE_LIMIT) return message;
  const start = message.slice(0, MESSAGE_LIMIT - ELLIPSIS.length);
  const blank = start.lastIndexOf(' ');
  // A text without blanks, such as a name, is cut where it must be.
  return `${blank < MESSAGE_LIMIT / 2 ? start : start.slice(0, blank)}${ELLIPSIS}`;
}
