import type { Route } from '../route.ts';
import { anything, mapOf, type Schema } from '../schema/schema.ts';

/** The OpenAPI 3.1 document of some routes, and the route that serves it. */
export function openApiRoute(routes: readonly Route[], version: string): Route {
  const own: Route = {
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    answers: { 200: mapOf(anything) },
    handle: () => ({ body: document }),
  };
  const document = describe([...routes, own], version);
  return own;
}

function describe(routes: readonly Route[], version: string): object {
  const paths = routes.map((route) => [
    route.path.replace(/:(\w+)/g, '{$1}'),
    {
      get: {
        summary: route.summary,
        parameters: parametersOf(route),
        responses: responsesOf(route),
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Orkestra runtime', version, license: { name: 'Apache-2.0' } },
    paths: Object.fromEntries(paths),
  };
}

function parametersOf({ path, query }: Route): readonly object[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const inPath = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const properties = (query?.['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (query?.['required'] ?? []) as readonly string[];
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function responsesOf({ answers }: Route): object {
  const entries = Object.entries(answers);
  if (entries.length === 0)
    return {
      200: { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } },
    };
  return Object.fromEntries(
    entries.map(([status, schema]) => {
      const type = ['400', '404'].includes(status)
        ? 'application/problem+json'
        : 'application/json';
      return [status, { description: `Status ${status}`, content: { [type]: { schema } } }];
    }),
  );
}
