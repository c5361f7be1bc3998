import type { JsonObject } from '../json/record.ts';
import { type ApiResource, apiVersionOf } from '../resources/api-resource.ts';

const DRY_RUN = queryParameter('dryRun');
const FIELD_MANAGER = queryParameter('fieldManager');
const FIELD_VALIDATION = queryParameter('fieldValidation');

function queryParameter(name: string): JsonObject {
  return { name, in: 'query', schema: { type: 'string', uniqueItems: true } };
}

/** The operations of a resource, as much of them as kubectl reads to see what a server can do. */
export function openApiPaths(resource: ApiResource): JsonObject {
  const root = resource.group === '' ? '/api' : '/apis';
  const scope = resource.namespaced ? '/namespaces/{namespace}' : '';
  const collection = `${root}/${apiVersionOf(resource)}${scope}/${resource.plural}`;
  const { group, version, kind } = resource;
  const gvk = { group, version, kind };
  const operation = (action: string, parameters: readonly JsonObject[]) => ({
    parameters,
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/json': { schema: { $ref: `#/components/schemas/${resource.definition}` } },
        },
      },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  });
  const writes = [DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION];
  const has = (verb: string) => resource.verbs.includes(verb);
  return {
    [collection]: {
      ...(has('list') && { get: operation('list', []) }),
      ...(has('create') && { post: operation('post', writes) }),
      ...(has('deletecollection') && { delete: operation('deletecollection', [DRY_RUN]) }),
    },
    [`${collection}/{name}`]: {
      ...(has('get') && { get: operation('get', []) }),
      ...(has('update') && { put: operation('put', writes) }),
      ...(has('patch') && { patch: operation('patch', [...writes, queryParameter('force')]) }),
      ...(has('delete') && { delete: operation('delete', [DRY_RUN]) }),
    },
  };
}
