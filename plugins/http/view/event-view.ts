import type {
  EventHistory,
  EventSubject,
  ObjectEvent,
  ObjectRef,
  RunningCrd,
} from '../../../core/index.ts';
import type { ViewContext } from './crd-view.ts';
import { redactText } from './redact.ts';
import { formatAge, formatTime } from './time.ts';

/** Most events that are told (cli-api §4.1). */
const LIMIT = 100;

/** `/katalog/{crd}/cr/{namespace}/{name}/events`. */
export function eventList(
  { program }: RunningCrd,
  { history, ref }: { readonly history: EventHistory; readonly ref: ObjectRef },
  { isLeader, nowMs }: ViewContext,
): object {
  const { events, warning } = history;
  return {
    crd: program.name,
    name: ref.name,
    namespace: ref.namespace,
    total: events.length,
    isKonductor: isLeader,
    ...(warning === '' ? {} : { warning }),
    events: events.slice(0, LIMIT).map((event) => eventItem(event, ref, nowMs)),
  };
}

function eventItem(event: ObjectEvent, ref: ObjectRef, nowMs: number): object {
  const { count, firstMs, lastMs, note, reason, source, type } = event;
  return {
    type,
    reason,
    message: redactText(note),
    source,
    object: subjectText(event.regarding, ref),
    count,
    firstSeen: formatTime(firstMs === 0 ? undefined : firstMs),
    lastSeen: formatTime(lastMs === 0 ? undefined : lastMs),
    age: lastMs === 0 ? '' : formatAge(nowMs - lastMs),
  };
}

function subjectText({ kind, name, namespace }: EventSubject, ref: ObjectRef): string {
  const isElsewhere = namespace !== '' && namespace !== ref.namespace;
  return isElsewhere ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
}
