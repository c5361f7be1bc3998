import type { EventSubject, ObjectEvent } from './object-event.ts';

/** The letters of names that Kubernetes generates (`k8s.io/apimachinery/pkg/util/rand`). */
const GENERATED = '[bcdfghjklmnpqrstvwxz2456789]';

/** What the controllers of Kubernetes create for a kind, and how they name it after the name of its owner. */
const BELOW: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  Deployment: {
    ReplicaSet: new RegExp(`^-${GENERATED}{1,10}$`),
    Pod: new RegExp(`^-${GENERATED}{1,10}-${GENERATED}{5}$`),
  },
  ReplicaSet: { Pod: new RegExp(`^-${GENERATED}{5}$`) },
  DaemonSet: { Pod: new RegExp(`^-${GENERATED}{5}$`) },
  StatefulSet: { Pod: /^-\d+$/ },
  Job: { Pod: new RegExp(`^(-\\d+)?-${GENERATED}{5}$`) },
  CronJob: { Job: /^-\d+$/, Pod: new RegExp(`^-\\d+-${GENERATED}{5}$`) },
};

/**
 * Tells whether an event is about one of some objects, or about what Kubernetes made of one, such as the pods of a
 * Deployment.
 *
 * @remarks An event does not name the owner of its object, and reading owners would cost requests. So the objects of
 * built-in controllers are known by the way they are named; a look-alike costs one line that does not belong.
 */
export function isAboutAny(
  subjects: readonly EventSubject[],
): (event: Pick<ObjectEvent, 'regarding'>) => boolean {
  const uids = new Set(subjects.map(({ uid }) => uid).filter((uid) => uid !== ''));
  const parents = subjects.filter(({ kind }) => BELOW[kind] !== undefined);
  return ({ regarding }) =>
    uids.has(regarding.uid) || parents.some((parent) => isBelow(regarding, parent));
}

function isBelow(below: EventSubject, { kind, name, namespace }: EventSubject): boolean {
  const suffix = BELOW[kind]?.[below.kind];
  return (
    suffix !== undefined &&
    below.namespace === namespace &&
    below.name.startsWith(name) &&
    suffix.test(below.name.slice(name.length))
  );
}
