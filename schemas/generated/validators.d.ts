// Derived by `npm run generate`; never edited.
/** One finding of ajv. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
/** Tells whether a value fits; findings of the last call are in `errors`. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly ValidatorError[] | null;
}
export const validateE2e: Validator;
export const validateKatalog: Validator;
export const validateKomposer: Validator;
export const validateMotif: Validator;
export const validateRuntimeConfig: Validator;
export const validateSimulate: Validator;
