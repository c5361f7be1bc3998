interface Variable {
  readonly name: string;
  value: unknown;
  /** Whether Go would hold the value as an interface value. */
  isBoxed: boolean;
}

/** The variables of one executing template, innermost last; every template starts with `$` alone. */
export class VariableStack {
  readonly #variables: Variable[];

  constructor(dot: unknown) {
    this.#variables = [{ name: '$', value: dot, isBoxed: false }];
  }

  /** The height to go back to when a scope ends. */
  get height(): number {
    return this.#variables.length;
  }

  push(name: string, value: unknown): void {
    this.#variables.push({ name, value, isBoxed: false });
  }

  popTo(height: number): void {
    this.#variables.length = height;
  }

  /** The innermost variable of that name. */
  find(name: string): Readonly<Variable> | undefined {
    return this.#find(name);
  }

  /** Assigns to the innermost variable of that name; tells whether there is one. */
  assign(name: string, value: unknown, isBoxed: boolean): boolean {
    const variable = this.#find(name);
    if (variable === undefined) return false;
    variable.value = value;
    variable.isBoxed = isBoxed;
    return true;
  }

  /** Assigns to the variable at `place` from the top (1 is the top), whatever its name. */
  assignFromTop(place: number, value: unknown, isBoxed: boolean): void {
    const variable = this.#variables[this.#variables.length - place];
    if (variable === undefined) return;
    variable.value = value;
    variable.isBoxed = isBoxed;
  }

  #find(name: string): Variable | undefined {
    for (let at = this.#variables.length - 1; at >= 0; at -= 1) {
      const variable = this.#variables[at];
      if (variable?.name === name) return variable;
    }
    return undefined;
  }
}
