import { RE2JS } from 're2js';

/** A regular expression that runs in linear time. */
export type LinearPattern = RE2JS;

/**
 * Compiles a regular expression; RE2 syntax, so neither look-around nor back-references.
 *
 * @throws Error that says what is not understood
 */
export function compilePattern(source: string, flags = ''): LinearPattern {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  return RE2JS.compile(RE2JS.translateRegExp(source), bits);
}

/** What finding one match costs, in characters looked at. */
const MATCH_UNITS = 512;

/** The match array of `RegExp.exec`, as far as JSONata reads it. */
type Match = (string | undefined)[] & { index: number };

/** Stands in for a `RegExp` inside JSONata. */
export class LinearRegExp {
  lastIndex = 0;
  readonly #pattern: LinearPattern;
  readonly #charge: (units: number) => void;
  #text: string | undefined = undefined;
  #matcher: ReturnType<LinearPattern['matcher']> | undefined = undefined;

  /** @param charge is told how much text a search may look at; it throws when the budget is spent */
  constructor(pattern: LinearPattern, charge: (units: number) => void) {
    this.#pattern = pattern;
    this.#charge = charge;
  }

  exec(text: string): Match | null {
    if (this.#text !== text) {
      this.#charge(text.length);
      this.#text = text;
      this.#matcher = this.#pattern.matcher(text);
    }
    const matcher = this.#matcher;
    this.#charge(MATCH_UNITS);
    if (matcher === undefined || this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const start = matcher.start();
    this.lastIndex = matcher.end();
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => {
      return matcher.group(index) ?? undefined;
    });
    return Object.assign(groups, { index: start });
  }
}
