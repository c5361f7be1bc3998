import { type Leadership, notLeaderError } from '../leadership/leadership.ts';
import type { Cluster } from './cluster.ts';
import { readsOf } from './reads-of.ts';
import { createWriteEndings } from './write-endings.ts';

/**
 * A cluster that only the leader writes to: asked immediately before each write, and writes under way are ended when
 * leadership is lost (design §5).
 *
 * @remarks A dry run changes nothing and is let through. Writes reject with `ORK_NOT_LEADER`.
 */
export function guardCluster(cluster: Cluster, leadership: Leadership): Cluster {
  const underWay = new Set<{ readonly ending: AbortController }>();
  const endings = createWriteEndings();
  leadership.onChange((isLeader) => {
    if (isLeader) return;
    for (const { ending } of underWay) ending.abort(notLeaderError());
  });

  const write = async <Result>(
    signal: AbortSignal,
    send: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    leadership.assertCanWrite();
    const mine = { ending: endings.of(signal) };
    underWay.add(mine);
    try {
      return await send(mine.ending.signal);
    } finally {
      underWay.delete(mine);
    }
  };

  return {
    ...readsOf(cluster),
    create: (type, object, signal) => write(signal, (both) => cluster.create(type, object, both)),
    replace: (target, object, signal) =>
      write(signal, (both) => cluster.replace(target, object, both)),
    apply: (target, object, options) =>
      options.dryRun === true
        ? cluster.apply(target, object, options)
        : write(options.signal, (signal) => cluster.apply(target, object, { ...options, signal })),
    patch: (target, patch, options) =>
      options.dryRun === true
        ? cluster.patch(target, patch, options)
        : write(options.signal, (signal) => cluster.patch(target, patch, { ...options, signal })),
    delete: (target, options, signal) =>
      write(signal, (both) => cluster.delete(target, options, both)),
  };
}
