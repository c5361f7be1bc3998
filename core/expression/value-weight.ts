/**
 * Sizes of values, in characters and elements.
 *
 * @remarks A value that holds another one twice weighs it twice, as its text would; each is walked only once.
 */
export class ValueWeight {
  readonly #known = new WeakMap<object, number>();

  /** The size of a value that was weighed before, else 0. */
  known(value: object): number {
    return this.#known.get(value) ?? 0;
  }

  weigh(value: unknown): number {
    if (typeof value === 'string') return value.length + 1;
    if (typeof value !== 'object' || value === null) return 1;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // A value that holds itself weighs nothing inside itself, so that the walk ends.
    this.#known.set(value, 0);
    let weight = 1;
    if (Array.isArray(value)) for (const element of value) weight += this.weigh(element);
    else
      for (const key of Object.keys(value))
        weight += key.length + this.weigh(Reflect.get(value, key));
    this.#known.set(value, weight);
    return weight;
  }
}
