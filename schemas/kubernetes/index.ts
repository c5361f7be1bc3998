import type {
  KubernetesApi,
  KubernetesResource,
  KubernetesSchema,
  ProtobufField,
} from './kubernetes-schema.ts';

export type {
  KubernetesApi,
  KubernetesGroupVersionKind,
  KubernetesResource,
  KubernetesSchema,
  KubernetesSubresource,
  ProtobufField,
} from './kubernetes-schema.ts';

interface ResourceFile {
  readonly kubernetesVersion: string;
  readonly resources: readonly KubernetesResource[];
}

/**
 * Reads the built-in kinds of Kubernetes: names, scope, verbs and schemas without their prose.
 *
 * @remarks Loaded on first use, because most commands need none of it.
 */
export async function loadKubernetesApi(): Promise<KubernetesApi> {
  const [resources, definitions, messages] = await Promise.all([
    import('./resources.json', { with: { type: 'json' } }),
    import('./definitions.json', { with: { type: 'json' } }),
    import('./protobuf.json', { with: { type: 'json' } }),
  ]);
  const file = resources.default as ResourceFile;
  return {
    ...file,
    definitions: definitions.default as Record<string, KubernetesSchema>,
    messages: readMessages(messages.default),
  };
}

/** JSON modules have no tuples; this gives each field its shape. */
function readMessages(
  file: Readonly<Record<string, readonly (readonly (string | number)[])[]>>,
): Readonly<Record<string, readonly ProtobufField[]>> {
  const entries = Object.entries(file).map(([message, fields]) => [
    message,
    fields.map(([number, name, form, type]): ProtobufField => [
      Number(number),
      String(name),
      String(form),
      String(type),
    ]),
  ]);
  return Object.fromEntries(entries);
}
