import { LANES, type Lane } from './lane.ts';

/** A queued key. The one object stands for the key as long as the queue knows it. */
export interface Slot {
  /** Lane it waits in; `undefined` when it does not wait. */
  lane: Lane | undefined;
  /** Tells a place in line from one that the key has left for another lane. */
  ticket: number;
}

/** Keys that may be taken now, first come first served within a lane. */
export interface ReadyLanes<Item extends Slot> {
  readonly size: number;
  sizeOf(lane: Lane): number;
  /** Appends to a lane; one that waits in a lower lane moves up, in another it stays. */
  push(item: Item, lane: Lane): void;
  /** Takes the next one, and tells the lane it waited in. */
  shift(): { readonly item: Item; readonly from: Lane } | undefined;
  clear(): void;
}

/**
 * How often a lane may be passed over by more urgent ones before it is served once. So a flood of changes
 * leaves one take in five to drift and one in seventeen to the resync: neither starves.
 */
const PATIENCE: Readonly<Record<Lane, number>> = { change: 0, drift: 4, resync: 16 };

interface Line<Item> {
  readonly places: { readonly item: Item; readonly ticket: number }[];
  head: number;
  length: number;
  passedOver: number;
}

/** Creates empty lanes. */
export function createReadyLanes<Item extends Slot>(): ReadyLanes<Item> {
  const lines: Readonly<Record<Lane, Line<Item>>> = {
    change: emptyLine(),
    drift: emptyLine(),
    resync: emptyLine(),
  };
  let tickets = 0;
  return {
    get size() {
      return lines.change.length + lines.drift.length + lines.resync.length;
    },
    sizeOf: (lane) => lines[lane].length,
    push(item, lane) {
      if (item.lane !== undefined) {
        if (LANES.indexOf(item.lane) <= LANES.indexOf(lane)) return;
        lines[item.lane].length -= 1;
      }
      item.lane = lane;
      item.ticket = ++tickets;
      lines[lane].places.push({ item, ticket: item.ticket });
      lines[lane].length += 1;
    },
    shift() {
      const lane = nextLane(lines);
      if (lane === undefined) return undefined;
      const item = shiftFrom(lines[lane]);
      return item && { item, from: lane };
    },
    clear() {
      for (const lane of LANES) {
        for (const { item } of lines[lane].places) item.lane = undefined;
        Object.assign(lines[lane], emptyLine());
      }
    },
  };
}

function emptyLine<Item>(): Line<Item> {
  return { places: [], head: 0, length: 0, passedOver: 0 };
}

function nextLane<Item>(lines: Readonly<Record<Lane, Line<Item>>>): Lane | undefined {
  const first = LANES.find((lane) => lines[lane].length > 0);
  const waiting = LANES.filter((lane) => lines[lane].length > 0);
  const due = waiting.find((lane) => lane !== first && lines[lane].passedOver >= PATIENCE[lane]);
  const chosen = due ?? first;
  for (const lane of waiting) {
    lines[lane].passedOver = lane === chosen ? 0 : lines[lane].passedOver + 1;
  }
  return chosen;
}

function shiftFrom<Item extends Slot>(line: Line<Item>): Item | undefined {
  while (line.head < line.places.length) {
    const place = line.places[line.head];
    line.head += 1;
    compact(line);
    if (place === undefined || place.ticket !== place.item.ticket) continue;
    place.item.lane = undefined;
    line.length -= 1;
    return place.item;
  }
  return undefined;
}

/** Gives the memory of served places back, in steps large enough to cost O(1) per take. */
function compact<Item>(line: Line<Item>): void {
  const isEmpty = line.head === line.places.length;
  if (!isEmpty && (line.head < 1024 || line.head * 2 < line.places.length)) return;
  line.places.splice(0, line.head);
  line.head = 0;
}
