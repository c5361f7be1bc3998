import { systemClock } from '../../../core/clock.ts';
import { silentLogger } from '../../../core/log.ts';
import { createDevCluster } from '../../../plugins/devcluster/index.ts';
import { describeCluster } from './describe-cluster.ts';

describeCluster('development cluster', async () => {
  const cluster = createDevCluster({ clock: systemClock, log: silentLogger });
  await cluster.start(new AbortController().signal);
  return {
    url: cluster.url,
    token: cluster.token,
    ca: cluster.certificate,
    stop: () => cluster.stop(),
  };
});
