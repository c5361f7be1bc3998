import type { NameRule } from './name-rules.ts';

const FIELDS = new Set(
  'metadata.name metadata.namespace metadata.uid spec.nodeName spec.serviceAccountName status.hostIP status.hostIPs status.podIP status.podIPs'.split(
    ' ',
  ),
);
const ENTRY_OF_MAP = /^metadata\.(?:labels|annotations)\['[^']+'\]$/;
const RESOURCE = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const STANDARD_RESOURCE = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** Fields of a Pod that its environment may read (Kubernetes, "Downward API"). */
export const podField: NameRule = (text) =>
  FIELDS.has(text) || ENTRY_OF_MAP.test(text)
    ? undefined
    : `"${text}" is not a field that a pod can read: ${[...FIELDS].join(', ')}, metadata.labels['key'] or metadata.annotations['key']`;

/** Requests and limits that the environment may read. */
export const containerResourceField: NameRule = (text) =>
  RESOURCE.test(text)
    ? undefined
    : `"${text}" is not a request or limit such as limits.cpu or requests.memory`;

/** What a container may request and be limited in: a resource of Kubernetes, or one with a domain. */
export const containerResource: NameRule = (text) =>
  STANDARD_RESOURCE.test(text) || text.includes('/')
    ? undefined
    : `"${text}" must be a standard resource for containers (cpu, memory, ephemeral-storage, hugepages-…), or have a domain such as example.com/gpu`;

/** A path below another one. */
export const descendingPath: NameRule = (text) => {
  if (text.startsWith('/')) return `"${text}" must be a relative path`;
  return noBacksteps(text);
};

/** A path without steps upwards. */
export const noBacksteps: NameRule = (text) =>
  text.split('/').includes('..') ? `"${text}" must not contain '..'` : undefined;

/** IPv4 addresses are no host names although they have the form of one. */
export const noAddress: NameRule = (text) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)
    ? `"${text}" must be a DNS name, not an IP address`
    : undefined;
