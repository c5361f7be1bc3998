import type { Sequence } from './jsonata-sequence.ts';

/** What an expression may read besides its roots; fixed for a cycle so that a plan can be repeated. */
export interface Environment {
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Cryptographically strong bytes. */
  randomBytes(size: number): Uint8Array;
}

/** Everything an evaluation sees. */
export interface Scope {
  /** `metadata`, `spec`, `status`, `children` … (katalog-language §5.2). */
  readonly roots: Readonly<Record<string, unknown>>;
  readonly environment: Environment;
}

/** A path known before anything runs, e.g. `['spec', 'image']`. */
export interface PathReference {
  readonly path: readonly string[];
  /** Offset into the expression's source, in UTF-16 units. */
  readonly offset: number;
  /** `true`: lists on the way are read element by element, so that any step may lead into one (JSONata). */
  readonly throughLists?: true;
  /** `true`: a note that is called reads it. */
  readonly isInherited?: true;
  /** `true`: what stands there is only tested, gone through or asked for fixed parts, never shown. */
  readonly isHidden?: boolean;
}

/** Where a secret may come from in the result of an expression (design §4). */
export interface Taint {
  /** `true`: a note draws one. */
  readonly isDrawn: boolean;
  /** `true`: everything is shown at once (`{{ toJson . }}`, `$$`), the Secrets among the children too. */
  readonly showsEverything: boolean;
}

/** What kind of text an expression was written as (design §4). */
export type ExpressionLanguage = 'literal' | 'template' | 'jsonata';

/** Something an expression may yield: a value, or one of a type. */
export type StaticOutcome =
  | { readonly value: string | number | boolean }
  | { readonly type: 'boolean' | 'number' | 'string' | 'object' | 'array' };

/**
 * A compiled scalar: a literal, a Go template (`{{ }}`) or JSONata (`{% %}`, `expr:`).
 *
 * @remarks Evaluation rejects with `OrkError` (`ORK_TEMPLATE_*`, `ORK_EXPRESSION_*`).
 */
export interface Expression {
  readonly language: ExpressionLanguage;
  readonly source: string;
  /** `true`: draws random values or reads the clock, so equal inputs may give other results. */
  readonly isVolatile: boolean;
  /** `true`: its result may hold a secret (design §4, taint), whichever children there are. */
  readonly isTainted: boolean;
  /** Why, besides the paths it reads. Absent: for none of these reasons. */
  readonly taint?: Taint;
  readonly references: readonly PathReference[];
  /** JSONata that yields a list of several matches, and the bare match where there is one. */
  readonly sequence?: Sequence;
  /** What it may yield where its text says so; anything else may come besides. */
  readonly outcomes?: readonly StaticOutcome[];
  /** As text: trimmed, nil is `''`. */
  text(scope: Scope): Promise<string>;
  /** Native where the expression is one action or JSONata, otherwise text. */
  value(scope: Scope): Promise<unknown>;
  /** Like `value`, but a text is what was written, outer blanks included, and may hold bytes that are no UTF-8. */
  exact(scope: Scope): Promise<unknown>;
}

/** A JSON tree whose string leaves may be expressions. */
export interface ExpressionTree {
  readonly references: readonly PathReference[];
  readonly isTainted: boolean;
  readonly isVolatile: boolean;
  /** Leaves that draw random values or read the clock. */
  readonly volatilePaths: readonly (readonly (string | number)[])[];
  /** Evaluates every leaf; static parts are shared, not copied. Errors carry `details.path` of the leaf. */
  render(scope: Scope): Promise<unknown>;
}
