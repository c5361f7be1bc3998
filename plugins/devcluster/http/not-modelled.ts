import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';
import { StatusError } from '../status/status-error.ts';

const NO_CONTAINER = 'the development cluster models Pods and runs no containers';
const NO_NETWORK = 'the development cluster models Pods and Services and carries no traffic';

/** Subresources of the real API server that need a node behind it, and why they are not here. */
const REASONS: Readonly<Record<string, string>> = {
  'pods/log': `${NO_CONTAINER}, so there are no logs`,
  'pods/exec': `${NO_CONTAINER}, so there is nothing to execute in`,
  'pods/attach': `${NO_CONTAINER}, so there is nothing to attach to`,
  'pods/ephemeralcontainers': `${NO_CONTAINER}, so there is nothing to debug`,
  'pods/portforward': NO_NETWORK,
  'pods/proxy': NO_NETWORK,
  'services/proxy': NO_NETWORK,
  'serviceaccounts/token':
    'the development cluster issues no tokens; its kubeconfig holds the only one',
};

/** 501 with the reason, for what the real API server has and a model cannot; undefined for what neither has. */
export function notModelled(resource: ApiResource, subresource: string): StatusError | undefined {
  const isCore = !resource.isCustom && apiVersionOf(resource) === 'v1';
  const reason = isCore ? REASONS[`${resource.plural}/${subresource}`] : undefined;
  if (reason === undefined) return undefined;
  return new StatusError(reason, { code: 501, reason: 'NotImplemented', details: {} });
}
