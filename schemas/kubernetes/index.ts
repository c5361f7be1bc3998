import type { KubernetesApi, KubernetesResource, KubernetesSchema } from './kubernetes-schema.ts';

export type {
  KubernetesApi,
  KubernetesGroupVersionKind,
  KubernetesResource,
  KubernetesSchema,
  KubernetesSubresource,
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
  const [resources, definitions] = await Promise.all([
    import('./resources.json', { with: { type: 'json' } }),
    import('./definitions.json', { with: { type: 'json' } }),
  ]);
  const file = resources.default as ResourceFile;
  return { ...file, definitions: definitions.default as Record<string, KubernetesSchema> };
}
