import { documentSchema, type JsonSchema } from '../../../schemas/index.ts';

/** One setting of the runtime, as `runtime-config.schema.json` has it. */
export interface Setting {
  /** Key in a settings file. */
  readonly key: string;
  /** Environment variables; the first that is set counts. */
  readonly variables: readonly string[];
  readonly schema: JsonSchema;
  /** Held in milliseconds; written as a duration, or in whole seconds, everywhere but in a file (cli-api §5.2). */
  readonly isDuration: boolean;
}

/** All settings, in the order of the schema. */
export function allSettings(): readonly Setting[] {
  const properties = documentSchema('RuntimeConfig')['properties'] as Record<string, JsonSchema>;
  return Object.entries(properties).map(([key, schema]) => {
    const variables = Array.isArray(schema['x-env']) ? schema['x-env'].map(String) : [];
    const isDuration = key.endsWith('Ms');
    return { key, variables: [...new Set([ownVariable(key), ...variables])], schema, isDuration };
  });
}

/** `ORK_LEASE_DURATION` for `leaseDurationMs`; it wins over the older names. */
function ownVariable(key: string): string {
  const words = key.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `ORK_${words.toUpperCase()}`;
}
