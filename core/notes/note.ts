import type { PathReference } from '../expression/expression.ts';
import type { ParameterKind, TemplateFunction } from '../template/index.ts';

/** One parameter of a note. */
export interface NoteParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly isOptional: boolean;
  /** Takes all remaining arguments. */
  readonly isVariadic: boolean;
}

/** A template and what it renders on {@link exampleRoots} in {@link exampleEnvironment}. */
export interface NoteExample {
  readonly template: string;
  readonly result: string;
}

/** A function of templates and JSONata, with everything `ork notes` tells of it (notes.md §1). */
export interface Note extends TemplateFunction {
  /** `strings`, `time` …; `user` for a note of a Katalog. */
  readonly domain: string;
  readonly description: string;
  readonly parameters: readonly NoteParameter[];
  readonly returns: string;
  /** None for a user note. */
  readonly examples: readonly NoteExample[];
  /** `true`: reads the clock or draws random bytes. */
  readonly isVolatile: boolean;
  /** `true`: its result counts as a secret (design §4). */
  readonly isTainting: boolean;
  /** Name of the note that this one is another spelling of. */
  readonly aliasOf?: string;
  /** Data that the note reads by itself: a user note does. */
  readonly references?: readonly PathReference[];
  /** `true`: it shows all data at once, as a user note of `{{ toJson . }}` does. */
  readonly showsEverything?: boolean;
}
