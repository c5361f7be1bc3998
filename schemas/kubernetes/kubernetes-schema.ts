/** A JSON Schema as Kubernetes writes it: OpenAPI v3 with the list and map extensions of the API server. */
export interface KubernetesSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, KubernetesSchema>>;
  readonly additionalProperties?: KubernetesSchema | boolean;
  readonly items?: KubernetesSchema;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly KubernetesSchema[];
  readonly anyOf?: readonly KubernetesSchema[];
  readonly oneOf?: readonly KubernetesSchema[];
  readonly not?: KubernetesSchema;
  readonly 'x-kubernetes-group-version-kind'?: readonly KubernetesGroupVersionKind[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-validations'?: readonly object[];
}

/** The three names that identify a kind. */
export interface KubernetesGroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A built-in resource as the API server's discovery lists it. */
export interface KubernetesResource extends KubernetesGroupVersionKind {
  readonly plural: string;
  readonly singular: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly KubernetesSubresource[];
  /** The name of the kind's definition. */
  readonly schema: string;
}

/** A subresource; without a group and version it has those of its resource. */
export interface KubernetesSubresource {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/**
 * A field of a protobuf message: number, JSON name, form and type.
 *
 * @remarks Forms: empty for one value, `*` list, `%` map with text keys, `-` left out of JSON when zero, `^` a struct whose fields JSON
 * writes in its owner's place. Types: `s` text, `b` bytes, `t` boolean, `i` integer, `d` double, else the name of a message.
 */
export type ProtobufField = readonly [number: number, name: string, form: string, type: string];

/** All that is known of the built-in kinds. */
export interface KubernetesApi {
  /** The release the data was taken from, as in `v1.36.3`. */
  readonly kubernetesVersion: string;
  readonly resources: readonly KubernetesResource[];
  /** Schemas by their OpenAPI name; `$ref` holds such a name. */
  readonly definitions: Readonly<Record<string, KubernetesSchema>>;
  /** Fields of the protobuf messages by the name of their definition. */
  readonly messages: Readonly<Record<string, readonly ProtobufField[]>>;
}
