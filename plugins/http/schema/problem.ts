import { object, type Schema, text, whole } from './schema.ts';

/** Problem Details for HTTP APIs (RFC 9457), with the code of `docs/errors.md`. */
export const problemSchema: Schema = object({
  type: text,
  title: text,
  status: whole,
  detail: text,
  code: text,
});
