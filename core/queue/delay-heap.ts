/** Something that is due at a time. */
export interface Delayed<Value> {
  readonly dueMs: number;
  readonly value: Value;
}

/** Values by due time; adding and removing the first cost O(log n), so 10,000 delayed keys need no timers. */
export interface DelayHeap<Value> {
  readonly size: number;
  push(item: Delayed<Value>): void;
  peek(): Delayed<Value> | undefined;
  /** Removes and returns the first item if it is due. */
  popDue(nowMs: number): Delayed<Value> | undefined;
  clear(): void;
}

/** Creates an empty binary heap. */
export function createDelayHeap<Value>(): DelayHeap<Value> {
  const items: Delayed<Value>[] = [];
  return {
    get size() {
      return items.length;
    },
    push(item) {
      items.push(item);
      siftUp(items, items.length - 1);
    },
    peek: () => items[0],
    popDue(nowMs) {
      const [first] = items;
      if (first === undefined || first.dueMs > nowMs) return undefined;
      const last = items.pop();
      if (last !== undefined && items.length > 0) {
        items[0] = last;
        siftDown(items);
      }
      return first;
    },
    clear() {
      items.length = 0;
    },
  };
}

function siftUp<Value>(items: Delayed<Value>[], from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfEarlier(items, at, parent)) return;
    at = parent;
  }
}

function siftDown<Value>(items: Delayed<Value>[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const least = dueAt(items, right) < dueAt(items, left) ? right : left;
    if (!swapIfEarlier(items, least, at)) return;
    at = least;
  }
}

function dueAt<Value>(items: readonly Delayed<Value>[], at: number): number {
  return items[at]?.dueMs ?? Number.POSITIVE_INFINITY;
}

/** Swaps when the item at `lower` is due before the one at `upper`, its parent. */
function swapIfEarlier<Value>(items: Delayed<Value>[], lower: number, upper: number): boolean {
  const child = items[lower];
  const parent = items[upper];
  if (child === undefined || parent === undefined || child.dueMs >= parent.dueMs) return false;
  items[lower] = parent;
  items[upper] = child;
  return true;
}
