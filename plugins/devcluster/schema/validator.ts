import type { KubernetesSchema } from '../../../schemas/index.ts';
import type { FieldError } from '../status/field-error.ts';

/** Checks a value against a schema; handed to the parts of the validator so that they need not import it. */
export type Validate = (
  schema: KubernetesSchema,
  value: unknown,
  path: string,
) => readonly FieldError[];
