import type { CompileDefaults } from '../../core/index.ts';
import type { CommandIo } from './io.ts';
import { readSettings } from './settings/settings.ts';

/** What Katalogs may leave open, from the environment, for commands that run nothing. */
export function offlineDefaults(env: CommandIo['env']): CompileDefaults {
  return defaultsOf(readSettings({ flags: {}, env }));
}

/** The part of the settings that Katalogs may leave open. */
export function defaultsOf(settings: ReturnType<typeof readSettings>): CompileDefaults {
  const { clusterName, defaultResyncMs, defaultWorkers, failureThreshold } = settings;
  return { workers: defaultWorkers, resyncMs: defaultResyncMs, failureThreshold, clusterName };
}
