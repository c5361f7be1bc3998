import { type CrdProgram, isObject, type JsonObject } from '../../../core/index.ts';
import { FieldTree } from './field-tree.ts';
import { learnDefaults } from './learn-defaults.ts';
import { learnReferences } from './learn-references.ts';
import { learnRules } from './learn-rules.ts';
import { rewritingOf } from './rewriting.ts';

/** Schema of `spec`, and whether an object without one is refused by a rule anyway. */
export interface SpecSchema {
  readonly schema: object;
  readonly isRequired: boolean;
}

/** Lists the fields of `spec` that an operator knows, and closes what its rules close. */
export function specSchema(crd: CrdProgram): SpecSchema {
  const root = new FieldTree();
  root.at(['spec']).facts.type = 'object';
  const rewriting = rewritingOf(crd);
  learnReferences(crd, { root, rewriting });
  learnDefaults(crd, root);
  learnRules(entryOf(crd), { root, rewriting });
  const { properties, required } = root.schema();
  const schema = isObject(properties) ? properties['spec'] : undefined;
  return { schema: isObject(schema) ? schema : {}, isRequired: required !== undefined };
}

/** The entry in canonical form; rules are data only there. */
function entryOf({ katalog, name }: CrdProgram): JsonObject {
  const { spec } = katalog.enriched;
  const crds: unknown = isObject(spec) ? spec['crds'] : undefined;
  const entry: unknown = isObject(crds) ? crds[name] : undefined;
  return isObject(entry) ? (entry as JsonObject) : {};
}
