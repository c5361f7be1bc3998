import { invalidValue, missingKey, unknownKey } from './describe-problem.ts';
import { alternativesOf, followReference, isSchema, subschemasOf, typesOf } from './read-schema.ts';
import type { JsonSchema, SchemaProblem } from './schema-problem.ts';

type Path = SchemaProblem['path'];

/**
 * Checks a value against a schema that is known only at run time, such as that of a provider's block.
 *
 * @remarks Interprets `$ref` (within the schema), `type`, `enum`, `const`, `properties`, `patternProperties`,
 * `additionalProperties`, `required`, `minProperties`, `items`, `minItems`, `maxItems`, `pattern`, `minimum`,
 * `maximum`, `anyOf`, `oneOf` (read as `anyOf`) and `allOf`; annotations are ignored. Documents of the language
 * have compiled validators instead: see {@link validateDocument}.
 */
export function checkAgainst(schema: JsonSchema, value: unknown): readonly SchemaProblem[] {
  return new Checker(schema).check(schema, value, []);
}

class Checker {
  readonly #root: JsonSchema;
  readonly #patterns = new Map<string, RegExp>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  check(schema: unknown, value: unknown, path: Path): readonly SchemaProblem[] {
    if (schema === false) return [unknownKey(path, [])];
    if (!isSchema(schema)) return [];
    const { $ref } = schema;
    if (typeof $ref === 'string')
      return this.check(followReference($ref, this.#root).schema, value, path);
    if (!this.#fits(schema, value)) return [invalidValue(path, value, schema)];
    return [
      ...this.#checkMap(schema, value, path),
      ...this.#checkList(schema, value, path),
      ...alternativesOf(schema, 'allOf').flatMap((part) => this.check(part, value, path)),
      ...this.#checkAlternatives(schema, value, path),
    ];
  }

  #fits(schema: JsonSchema, value: unknown): boolean {
    const types = typesOf(schema);
    if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
    if ('const' in schema && schema['const'] !== value) return false;
    if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return false;
    if (typeof value === 'string' && typeof schema['pattern'] === 'string')
      return this.#pattern(schema['pattern']).test(value);
    if (typeof value === 'number' || typeof value === 'bigint') return isWithin(schema, value);
    if (Array.isArray(value)) return isCountWithin(schema, 'Items', value.length);
    return !isSchema(value) || isCountWithin(schema, 'Properties', Object.keys(value).length);
  }

  #checkMap(schema: JsonSchema, value: unknown, path: Path): readonly SchemaProblem[] {
    if (!isSchema(value)) return [];
    const properties = subschemasOf(schema, 'properties');
    const patterns = Object.entries(subschemasOf(schema, 'patternProperties'));
    const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
    const missing = required
      .filter((key) => value[key] === undefined)
      .map((key) => missingKey([...path, key], this.#resolved(properties[key])));
    const inside = Object.entries(value).flatMap(([key, item]) => {
      if (item === undefined) return [];
      const own = Object.hasOwn(properties, key) ? [properties[key]] : [];
      const matching = patterns.filter(([pattern]) => this.#pattern(pattern).test(key));
      const applying = [...own, ...matching.map(([, subschema]) => subschema)];
      if (applying.length > 0)
        return applying.flatMap((subschema) => this.check(subschema, item, [...path, key]));
      const rest = schema['additionalProperties'];
      if (rest === false) return [unknownKey([...path, key], [schema])];
      return this.check(rest, item, [...path, key]);
    });
    return [...missing, ...inside];
  }

  #checkList(schema: JsonSchema, value: unknown, path: Path): readonly SchemaProblem[] {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => this.check(schema['items'], item, [...path, index]));
  }

  /** One alternative must fit; if none does, the one that came nearest is told. */
  #checkAlternatives(schema: JsonSchema, value: unknown, path: Path): readonly SchemaProblem[] {
    const alternatives = [...alternativesOf(schema, 'anyOf'), ...alternativesOf(schema, 'oneOf')];
    if (alternatives.length === 0) return [];
    const outcomes = alternatives.map((alternative) => this.check(alternative, value, path));
    if (outcomes.some((problems) => problems.length === 0)) return [];
    const inner = outcomes.filter((problems) =>
      problems.some((each) => each.path.length > path.length),
    );
    const [best] = inner.sort((a, b) => a.length - b.length);
    if (best !== undefined) return best;
    const types = alternatives.flatMap((alternative) => typesOf(this.#resolved(alternative) ?? {}));
    return [invalidValue(path, value, { type: [...new Set(types)] })];
  }

  #resolved(schema: unknown): JsonSchema | undefined {
    if (!isSchema(schema)) return undefined;
    const { $ref } = schema;
    return typeof $ref === 'string' ? followReference($ref, this.#root).schema : schema;
  }

  #pattern(source: string): RegExp {
    const known = this.#patterns.get(source) ?? new RegExp(source, 'u');
    this.#patterns.set(source, known);
    return known;
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'number':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'object':
      return isSchema(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function isWithin({ minimum, maximum }: JsonSchema, value: number | bigint): boolean {
  if (typeof minimum === 'number' && value < minimum) return false;
  return typeof maximum !== 'number' || value <= maximum;
}

function isCountWithin(schema: JsonSchema, noun: 'Items' | 'Properties', count: number): boolean {
  const [least, most] = [schema[`min${noun}`], schema[`max${noun}`]];
  if (typeof least === 'number' && count < least) return false;
  return typeof most !== 'number' || count <= most;
}
