import type { Failures } from './failures.ts';
import { noChangePerSecond } from './in-process/no-change.ts';
import { commandMs } from './measure/command-time.ts';
import type { BenchOptions } from './options.ts';
import { KATALOG } from './orkestra/peer.ts';
import { coldStart } from './scenarios/cold-start.ts';
import { eventLoop } from './scenarios/event-loop.ts';
import type { Figures } from './scenarios/figures.ts';
import { memory } from './scenarios/memory.ts';

/** What is measured of Orkestra only, once: commands, the core by itself, start and memory. */
export async function ownFigures(options: BenchOptions, failures: Failures): Promise<Figures> {
  const figures: Record<string, number> = {};
  const measure = async (what: string, work: () => Promise<Figures>): Promise<void> => {
    console.error(`orkestra alone: ${what}`);
    const measured = await failures.attempt(what, work);
    console.error(JSON.stringify(measured));
    Object.assign(figures, measured);
  };
  const ork = [process.execPath, 'dist/ork.js'];
  await measure('ork --version', async () => ({
    'command.versionMs': await commandMs([...ork, '--version']),
  }));
  await measure('ork validate', async () => ({
    'command.validateMs': await commandMs([...ork, 'validate', '-k', KATALOG]),
  }));
  await measure('no-change reconciles', async () => ({
    'inProcess.noChangePerSecond': await noChangePerSecond(),
  }));
  await measure('event loop', () => eventLoop(options.resources));
  await measure('cold start', () => coldStart(options.coldStarts));
  if (options.memoryResources.length > 0)
    await measure('memory with 15 kinds', () => memory(options.memoryResources));
  return figures;
}
