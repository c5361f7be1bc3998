import type { JsonValue } from '../../../core/index.ts';

/** Types that a schema may demand of a field. */
export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'object';

/** What is known of a field. */
export interface FieldFacts {
  /** Only where no value of another type can ever stand there. */
  type?: FieldType;
  /** `true`: a whole number or its text, nothing else. */
  isIntOrString?: boolean;
  description?: string;
  default?: JsonValue;
  enum?: readonly JsonValue[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** Takes any value and keeps it whole. */
const OPEN = { 'x-kubernetes-preserve-unknown-fields': true, nullable: true };

/**
 * A field of the custom resource with its fields.
 *
 * @remarks A field is open unless its facts say otherwise: it takes any value, and what it does not list is kept. A structural
 * schema allows that, fields that are listed beside it included (Kubernetes, "Specifying a structural schema").
 */
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

  /** Demands that a field is there. */
  require(name: string): void {
    this.at([name]);
    this.#required.add(name);
  }

  /** Says what a field is for unless that is said already. */
  describe(description: string): void {
    this.facts.description ??= description;
  }

  /** OpenAPI schema in structural form. */
  schema(): Record<string, unknown> {
    const { type, isIntOrString, description, ...rules } = this.facts;
    const about = description === undefined ? {} : { description };
    if (this.#children.size > 0)
      return { ...about, ...(type === 'object' ? { type } : {}), ...this.#fields(), ...OPEN };
    if (isIntOrString === true && isIntOrText(rules.default))
      return { ...about, 'x-kubernetes-int-or-string': true, nullable: true, ...rules };
    if (type === undefined) return { ...about, ...rules, ...OPEN };
    return { ...about, type, ...(type === 'object' ? OPEN : {}), ...rules };
  }

  #fields(): Record<string, unknown> {
    const names = [...this.#children.keys()].sort();
    const properties = names.map((name) => [name, this.at([name]).schema()]);
    const required = names.filter((name) => this.#required.has(name));
    return {
      ...(required.length === 0 ? {} : { required }),
      properties: Object.fromEntries(properties),
    };
  }
}

/** Whether a default, if any, is one that an int-or-string takes. */
function isIntOrText(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === 'string' || Number.isInteger(value);
}
