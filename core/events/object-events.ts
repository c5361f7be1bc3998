import { CONTROLLER } from './event-object.ts';
import { isRepeat } from './event-ring.ts';
import { isAboutAny } from './event-subjects.ts';
import type { NamespaceEvents } from './namespace-events.ts';
import type { EventHistory, EventSubject, ObjectEvent } from './object-event.ts';

/** Namespaces that are read for one object; its children rarely stand in more than one. */
const NAMESPACE_LIMIT = 8;

/** What happened to some objects: what was recorded here, and what the cluster knows besides. */
export async function objectEvents(
  subjects: readonly EventSubject[],
  own: readonly ObjectEvent[],
  cluster: NamespaceEvents,
): Promise<EventHistory> {
  // Events about cluster-scoped objects live in the default namespace.
  const namespaces = [...new Set(subjects.map(({ namespace }) => namespace || 'default'))];
  const read = namespaces.slice(0, NAMESPACE_LIMIT);
  const answers = await Promise.all(read.map((namespace) => cluster.read(namespace)));
  const isAbout = isAboutAny(subjects);
  const told = answers.flatMap(({ events }) => events.filter(isAbout));
  const warnings = answers.map(({ warning }) => warning);
  if (read.length < namespaces.length)
    warnings.push(`only the first ${read.length} of ${namespaces.length} namespaces were read`);
  return {
    events: newestFirst(merge(own, told)),
    warning: warnings.filter((warning) => warning !== '').join('; '),
  };
}

/** Newest first; equal times by reason, so that the order is always the same. */
export function newestFirst(events: readonly ObjectEvent[]): readonly ObjectEvent[] {
  return [...events].sort(
    (left, right) =>
      right.lastMs - left.lastMs ||
      Number(left.reason > right.reason) - Number(left.reason < right.reason),
  );
}

/** What this process recorded has usually reached the cluster too, and is told once. */
function merge(own: readonly ObjectEvent[], told: readonly ObjectEvent[]): readonly ObjectEvent[] {
  const merged = [...own];
  for (const event of told) {
    const index =
      event.source === CONTROLLER ? merged.findIndex((each) => isRepeat(each, event)) : -1;
    const present = merged[index];
    if (present === undefined) merged.push(event);
    else merged[index] = widened(present, event);
  }
  return merged;
}

/** A count in the cluster lags behind, and one of a process that ended goes no further: the larger one is right. */
function widened(event: ObjectEvent, other: ObjectEvent): ObjectEvent {
  return {
    ...event,
    count: Math.max(event.count, other.count),
    firstMs: Math.min(event.firstMs, other.firstMs),
    lastMs: Math.max(event.lastMs, other.lastMs),
  };
}
