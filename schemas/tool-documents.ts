import type { ToolKind } from './document-schemas.ts';
import e2e from './e2e.schema.json' with { type: 'json' };
import { validate as validateE2e } from './generated/validate-e2e.js';
import { validate as validateKomposer } from './generated/validate-komposer.js';
import { validate as validateMotif } from './generated/validate-motif.js';
import { validate as validateSimulate } from './generated/validate-simulate.js';
import komposer from './komposer.schema.json' with { type: 'json' };
import motif from './motif.schema.json' with { type: 'json' };
import type { JsonSchema } from './schema-problem.ts';
import simulate from './simulate.schema.json' with { type: 'json' };
import type { Validator } from './validator.ts';

/** Schemas and validators of the documents that only tools read. */
export const TOOL_DOCUMENTS: Readonly<
  Record<ToolKind, { readonly schema: JsonSchema; readonly validate: Validator }>
> = {
  Komposer: { schema: komposer, validate: validateKomposer },
  Motif: { schema: motif, validate: validateMotif },
  Simulate: { schema: simulate, validate: validateSimulate },
  E2E: { schema: e2e, validate: validateE2e },
};
