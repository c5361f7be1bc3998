import type { JsonValue } from '../../../core/index.ts';

/** Types a field may have in a CRD's schema. */
export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** What is known of a field; `type` is the surest thing anyone said. */
export interface FieldFacts {
  type?: FieldType;
  default?: JsonValue;
  enum?: readonly JsonValue[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** A field of the custom resource with its fields. */
export class FieldTree {
  readonly facts: FieldFacts = {};
  readonly #children = new Map<string, FieldTree>();
  readonly #required = new Set<string>();

  /** The field at a path, which then exists. */
  at(path: readonly string[]): FieldTree {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    const child = this.#children.get(step) ?? new FieldTree();
    this.#children.set(step, child);
    return child.at(rest);
  }

  /** Marks a field and all above it as required. */
  require(path: readonly string[]): void {
    const [step, ...rest] = path;
    if (step === undefined) return;
    this.#required.add(step);
    this.at([step]).require(rest);
  }

  /** Says what type a field has unless that is known already. */
  learn(type: FieldType | undefined): void {
    if (type !== undefined) this.facts.type ??= type;
  }

  /** OpenAPI schema in structural form; a field of unknown type takes any value. */
  schema(): Record<string, unknown> {
    if (this.#children.size > 0) return this.#objectSchema();
    const { type, ...facts } = this.facts;
    if (type === undefined) return { ...facts, 'x-kubernetes-preserve-unknown-fields': true };
    if (type === 'array') return { type, items: { 'x-kubernetes-preserve-unknown-fields': true } };
    if (type === 'object') return { type, 'x-kubernetes-preserve-unknown-fields': true };
    return { type, ...facts };
  }

  #objectSchema(): Record<string, unknown> {
    const names = [...this.#children.keys()].sort();
    const properties = names.map((name) => [name, this.at([name]).schema()]);
    const required = names.filter((name) => this.#required.has(name));
    return {
      type: 'object',
      ...(required.length === 0 ? {} : { required }),
      properties: Object.fromEntries(properties),
    };
  }
}
