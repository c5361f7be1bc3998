import type { JsonSchema, SchemaProblem } from './schema-problem.ts';
import { expectedTypes, type LocatedSchema, schemasAt, schemasBelow } from './walk-schema.ts';

/** What a schema takes at one place, and below it; looked up when it is asked for, then remembered. */
export class TargetShape {
  /** Types that may stand there; none where the schema says nothing. */
  readonly types: ReadonlySet<string>;
  readonly #schemas: readonly LocatedSchema[];
  readonly #below = new Map<string | number, TargetShape>();

  private constructor(schemas: readonly LocatedSchema[]) {
    this.#schemas = schemas;
    this.types = new Set(schemas.flatMap(({ schema }) => expectedTypes(schema)));
  }

  /** The shape at a path below a schema. */
  static at(schema: JsonSchema, path: SchemaProblem['path']): TargetShape {
    return new TargetShape(schemasAt(schema, path));
  }

  /** Whether the schema says anything of the place. */
  get isKnown(): boolean {
    return this.types.size > 0 || this.#schemas.some(isIntOrString);
  }

  /** Whether a list may stand there. */
  get takesList(): boolean {
    return this.types.has('array');
  }

  /** Whether a list may stand there, and nothing that is one thing: a text beside it stands for a template. */
  get takesOnlyLists(): boolean {
    return this.takesList && !this.types.has('object');
  }

  /** Whether a list without elements may stand there. */
  get takesEmptyList(): boolean {
    return (
      this.takesList && !this.#schemas.some(({ schema }) => Number(schema['minItems'] ?? 0) > 0)
    );
  }

  /** The shape of a field, or of every element. */
  below(step: string | number): TargetShape {
    const known = this.#below.get(step);
    if (known !== undefined) return known;
    const shape = new TargetShape(schemasBelow(this.#schemas, step));
    this.#below.set(step, shape);
    return shape;
  }

  /** Whether keys of a map are those of the maps described here: all that are required, and none that is unknown. */
  describes(keys: readonly string[]): boolean {
    const maps = this.#schemas.filter(({ schema }) => schema['properties'] !== undefined);
    return maps.some(({ schema }) => {
      const { additionalProperties, properties, required } = schema;
      const known = new Set(Object.keys(Object(properties)));
      const demanded: readonly unknown[] = Array.isArray(required) ? required : [];
      return (
        demanded.every((key) => keys.includes(String(key))) &&
        (additionalProperties !== false || keys.every((key) => known.has(key)))
      );
    });
  }
}

function isIntOrString({ schema }: LocatedSchema): boolean {
  return schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string';
}
