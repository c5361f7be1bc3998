import type { Stage } from './stage.ts';
import { aWebsite, DEPLOYMENTS, WEBSITES } from './websites.ts';

/** One custom resource before the clock starts, so that start-up is not part of S1. */
export async function warmUp(stage: Stage): Promise<void> {
  await stage.startOperator();
  await stage.client.create(WEBSITES, aWebsite('warm-up'));
  const hasChild = async (): Promise<boolean> => (await stage.client.count(DEPLOYMENTS)) > 0;
  await stage.waitUntil('the first child', hasChild, { pollMs: 50 });
  await stage.untilQuiet({ limitMs: 15_000 });
}
