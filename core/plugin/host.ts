import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { orderPlugins } from './order-plugins.ts';
import type { Plugin } from './plugin.ts';

export interface PluginHostOptions {
  readonly plugins: readonly Plugin[];
  readonly runtime: Runtime;
  readonly log: Logger;
  readonly clock: Clock;
}

/** Sets plugins up in order of their requirements and stops them in reverse. */
export interface PluginHost {
  /** Rejects with the first failure, after stopping what had been set up. */
  start(): Promise<void>;
  /** Stops all, even when one fails to; rejects with what failed. Stopping twice does nothing. */
  stop(): Promise<void>;
}

/**
 * Creates a host; nothing is set up yet.
 *
 * @throws {@link OrkError} `PluginDuplicate`, `PluginMissing` or `PluginCycle`.
 */
export function createPluginHost({ plugins, runtime, log, clock }: PluginHostOptions): PluginHost {
  const ordered = orderPlugins(plugins);
  const stops: (() => Promise<void>)[] = [];

  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) {
      try {
        await next();
      } catch (error) {
        // The others must stop too; told at the end.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Plugins failed to stop');
  };

  return {
    async start() {
      try {
        for (const plugin of ordered) {
          await plugin.setup({
            runtime,
            log: log.child({ plugin: plugin.name }),
            clock,
            onStop: (each) => void stops.push(each),
          });
        }
      } catch (cause) {
        await stop();
        throw cause;
      }
    },
    stop,
  };
}
