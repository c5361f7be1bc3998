// Derived by `npm run generate`; never edited.
import type { Validator } from '../validator.ts';

export const validate: Validator;
