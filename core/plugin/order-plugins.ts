import { ErrorCode, OrkError } from '../errors.ts';
import type { Plugin } from './plugin.ts';

/**
 * Plugins in the order in which they are set up: each after those it requires, otherwise as given.
 *
 * @throws {@link OrkError} `PluginDuplicate`, `PluginMissing` or `PluginCycle`.
 */
export function orderPlugins(plugins: readonly Plugin[]): readonly Plugin[] {
  const byName = new Map<string, Plugin>();
  for (const plugin of plugins) {
    if (byName.has(plugin.name))
      throw fault('Plugin name is already taken', ErrorCode.PluginDuplicate, [plugin.name]);
    byName.set(plugin.name, plugin);
  }
  const ordered = new Set<Plugin>();
  for (const plugin of plugins) visit(plugin, { byName, ordered, path: [] });
  return [...ordered];
}

interface Visit {
  readonly byName: ReadonlyMap<string, Plugin>;
  readonly ordered: Set<Plugin>;
  /** Names on the way here. */
  readonly path: readonly string[];
}

function visit(plugin: Plugin, { byName, ordered, path }: Visit): void {
  if (ordered.has(plugin)) return;
  const here = [...path, plugin.name];
  if (path.includes(plugin.name))
    throw fault('Plugins require each other', ErrorCode.PluginCycle, here);
  for (const name of plugin.requires) {
    const required = byName.get(name);
    if (required === undefined)
      throw fault('Required plugin is not there', ErrorCode.PluginMissing, [...here, name]);
    visit(required, { byName, ordered, path: here });
  }
  ordered.add(plugin);
}

function fault(message: string, code: ErrorCode, path: readonly string[]): OrkError {
  const text = `${message}: ${path.join(' → ')}`;
  return new OrkError(message, { code, retry: { kind: 'never' }, details: { text, path } });
}
