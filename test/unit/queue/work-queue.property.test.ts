import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANES } from '../../../core/queue/lane.ts';
import { createWorkQueue } from '../../../core/queue/work-queue.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const lane = fc.constantFrom(...LANES);
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key, lane }),
  fc.record({ do: fc.constant('addAfter' as const), key, lane, ms: fc.nat(300) }),
  fc.record({ do: fc.constant('retry' as const), key }),
  fc.record({ do: fc.constant('forget' as const), key }),
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('done' as const), key }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.nat(200) }),
);

test('no key is lost and none is with two workers, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = fakeClock();
      const queue = createWorkQueue({ clock, random: () => 0 });
      const active = new Set<string>();
      /** Keys that were asked for and not handed out since. */
      const owed = new Set<string>();
      const take = (): boolean => {
        const item = queue.tryTake();
        if (item === undefined) return false;
        expect(active).not.toContain(item.key);
        active.add(item.key);
        owed.delete(item.key);
        return true;
      };
      const done = (name: string): void => {
        active.delete(name);
        queue.done(name);
      };

      for (const now of steps) {
        if (now.do === 'take') take();
        else if (now.do === 'advance') await clock.advance(now.ms);
        else if (now.do === 'done') done(now.key);
        else if (now.do === 'forget') queue.forget(now.key);
        else {
          owed.add(now.key);
          if (now.do === 'add') queue.add(now.key, now.lane);
          else if (now.do === 'addAfter') queue.addAfter(now.key, now.ms, now.lane);
          else queue.retry(now.key);
        }
      }
      for (let round = 0; round < 10; round += 1) {
        for (const name of [...active]) done(name);
        while (take());
        await clock.advance(queue.nextDueInMs() ?? 0);
      }

      expect([...owed]).toEqual([]);
      expect(queue.depth).toBe(0);
      expect(queue.nextDueInMs()).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});
