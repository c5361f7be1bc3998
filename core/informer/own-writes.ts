import type { Cluster, ResourceType } from '../cluster/cluster.ts';
import { readsOf } from '../cluster/reads-of.ts';
import { type KubeObject, type ObjectRef, refOf } from '../object/kube-object.ts';
import type { InformerSet } from './informer-set.ts';
import type { OwnWrite } from './write-gate.ts';

/**
 * A cluster whose writes show in the caches at once: reads after a write are never older than it, and its watch event is told
 * as an echo, whichever of event and answer comes first.
 */
export function showOwnWrites(
  cluster: Cluster,
  informers: Pick<InformerSet, 'beginWrite'>,
): Cluster {
  const shown = async <Answer extends KubeObject | undefined>(
    where: { readonly type: ResourceType; readonly ref: ObjectRef },
    send: () => Promise<Answer>,
    settle: (write: OwnWrite, answer: Answer) => void,
  ): Promise<Answer> => {
    const write = informers.beginWrite(where.type, where.ref);
    try {
      const answer = await send();
      settle(write, answer);
      return answer;
    } finally {
      // Without effect after an answer.
      write.settle();
    }
  };
  const shows = (write: OwnWrite, answer: KubeObject): void => write.settle(answer);

  return {
    ...readsOf(cluster),
    create: (type, object, signal) =>
      shown({ type, ref: refOf(object) }, () => cluster.create(type, object, signal), shows),
    replace: (target, object, signal) =>
      shown(target, () => cluster.replace(target, object, signal), shows),
    apply: (target, object, options) =>
      options.dryRun === true
        ? cluster.apply(target, object, options)
        : shown(target, () => cluster.apply(target, object, options), shows),
    patch: (target, patch, options) =>
      options.dryRun === true
        ? cluster.patch(target, patch, options)
        : shown(target, () => cluster.patch(target, patch, options), shows),
    delete: (target, options, signal) =>
      shown(target, () => cluster.delete(target, options, signal), showDeleted),
  };
}

/** An object that waits for its finalizers is still there; any other is gone. */
function showDeleted(write: OwnWrite, answer: KubeObject | undefined): void {
  if (answer === undefined) write.settle();
  else if (answer.metadata.deletionTimestamp === undefined) {
    write.settleDeleted(answer.metadata.uid);
  } else write.settle(answer);
}
