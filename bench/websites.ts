import type { BenchObject } from './measure/api-client.ts';

/** Path of the benchmark's custom resources. */
export const WEBSITES = '/apis/demo.orkestra.io/v1alpha1/namespaces/default/websites';
export const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
export const SERVICES = '/api/v1/namespaces/default/services';

/** A custom resource of the benchmark. */
export function aWebsite(name: string, image = 'nginx:1.27'): object {
  return {
    apiVersion: 'demo.orkestra.io/v1alpha1',
    kind: 'Website',
    metadata: { name, namespace: 'default' },
    spec: { image, replicas: 2, port: 8080 },
  };
}

/** First container's image of a Deployment. */
export function imageOf(deployment: BenchObject): string | undefined {
  const template = deployment.spec?.['template'] as
    | { spec?: { containers?: readonly { image?: string }[] } }
    | undefined;
  return template?.spec?.containers?.[0]?.image;
}
