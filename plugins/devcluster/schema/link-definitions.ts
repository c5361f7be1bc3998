import type { KubernetesSchema } from '../../../schemas/index.ts';

/** Definitions with every `$ref` replaced by the schema it names. The result has cycles. */
export type LinkedDefinitions = ReadonlyMap<string, KubernetesSchema>;

const names = new WeakMap<KubernetesSchema, string>();

/** The short name of the definition a linked schema came from, as in `PodSpec`. */
export function definitionNameOf(schema: KubernetesSchema): string | undefined {
  return names.get(schema);
}

type Draft = { -readonly [Key in keyof KubernetesSchema]: KubernetesSchema[Key] };

/**
 * Resolves the references of a set of definitions once, so that no reader of schemas meets a `$ref`.
 *
 * @remarks Works in two passes, because a definition may refer to itself (JSONSchemaProps does): first every
 * definition gets its place, then references that have siblings take over what their target holds.
 */
export function linkDefinitions(
  definitions: Readonly<Record<string, KubernetesSchema>>,
): LinkedDefinitions {
  const linked = new Map<string, Draft>(Object.keys(definitions).map((name) => [name, {}]));
  const pending: { readonly draft: Draft; readonly target: string; readonly own: Draft }[] = [];

  const link = (schema: KubernetesSchema): KubernetesSchema => {
    if (schema.$ref === undefined) return linkChildren(schema, link);
    const { $ref, ...own } = schema;
    const target = linked.get($ref);
    if (target === undefined) throw new TypeError(`unknown definition ${$ref}`);
    if (Object.keys(own).length === 0) return target;
    const draft: Draft = {};
    pending.push({ draft, target: $ref, own });
    return draft;
  };

  for (const [name, schema] of Object.entries(definitions)) {
    const draft = linked.get(name) ?? {};
    Object.assign(draft, linkChildren(schema, link), isOpen(schema) && OPEN);
    names.set(draft, shortName(name));
  }
  for (const { draft, target, own } of pending) {
    const { 'x-kubernetes-group-version-kind': _, ...shape } = linked.get(target) ?? {};
    Object.assign(draft, shape, own);
    names.set(draft, shortName(target));
  }
  return linked;
}

const OPEN = { 'x-kubernetes-preserve-unknown-fields': true };

/** Whether Go holds the type as raw JSON, so that it keeps whatever is in it. */
function isOpen(schema: KubernetesSchema): boolean {
  const isObject = schema.type === 'object' || schema.type === undefined;
  const isShaped = schema.properties !== undefined || schema.additionalProperties !== undefined;
  return isObject && !isShaped && schema.oneOf === undefined;
}

function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('.') + 1);
}

function linkChildren(
  schema: KubernetesSchema,
  link: (schema: KubernetesSchema) => KubernetesSchema,
): KubernetesSchema {
  const { properties, items, additionalProperties } = schema;
  const draft: Draft = { ...schema };
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([name, child]) => [name, link(child)]);
    draft.properties = Object.fromEntries(entries) as Record<string, KubernetesSchema>;
  }
  if (items !== undefined) draft.items = link(items);
  if (typeof additionalProperties === 'object') {
    draft.additionalProperties = link(additionalProperties);
  }
  return draft;
}
