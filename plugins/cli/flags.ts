/** The flags a command was given, by their long name in camelCase. */
export class Flags {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** The text of a flag; `undefined` when it was not given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Everything a repeatable flag was given, commas split. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** These flags alone, where others of the command mean something else elsewhere. */
  only(...names: readonly string[]): Flags {
    const kept = Object.entries(this.#values).filter(([name]) => names.includes(name));
    return new Flags(Object.fromEntries(kept));
  }

  isOn(name: string): boolean {
    return this.#values[name] === true;
  }

  /** `true` only for a flag of the form `--no-x` that was given. */
  isOff(name: string): boolean {
    return this.#values[name] === false;
  }
}
