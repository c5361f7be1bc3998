import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What a plugin may use; it asks here and never imports a neighbour. */
export interface PluginContext {
  readonly runtime: Runtime;
  /** Lines carry the plugin's name. */
  readonly log: Logger;
  readonly clock: Clock;
  /** Takes what is to be done when the process stops; the last one given runs first. */
  onStop(stop: () => Promise<void>): void;
}

/** An optional part of the process: data until a host sets it up. */
export interface Plugin {
  /** Unique among the plugins of a process. */
  readonly name: string;
  /** Names of plugins that must be set up before this one and stop after it. */
  readonly requires: readonly string[];
  setup(context: PluginContext): Promise<void>;
}

/** How a plugin is written down. */
export interface PluginDefinition {
  readonly name: string;
  /** Default: none. */
  readonly requires?: readonly string[];
  setup(context: PluginContext): Promise<void>;
}

/** Makes a plugin of its definition. */
export function definePlugin(definition: PluginDefinition): Plugin {
  const { name, requires = [] } = definition;
  return Object.freeze({
    name,
    requires: Object.freeze([...requires]),
    setup: (context: PluginContext) => definition.setup(context),
  });
}
