import { expect, test } from 'vitest';
import type { Context } from './cluster-context.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** What a client finds out before its first request for an object. */
export function discoveryCases(context: Context): void {
  test.each(['/healthz', '/livez', '/readyz'])('%s answers ok', async (path) => {
    const { status, body } = await context().client.get(path);

    expect({ status, body }).toEqual({ status: 200, body: 'ok' });
  });

  test('the version names major and minor', async () => {
    const { body } = await context().client.get('/version');

    expect(body).toMatchObject({ major: '1', minor: '36' });
  });

  test('/api lists the core version', async () => {
    const { body } = await context().client.get('/api');

    expect(body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
  });

  test('/apis lists groups with their preferred version', async () => {
    const { body } = await context().client.get('/apis');

    const apps = body.groups.find((group: { name: string }) => group.name === 'apps');
    expect(body.kind).toBe('APIGroupList');
    expect(apps.preferredVersion).toEqual({ groupVersion: 'apps/v1', version: 'v1' });
  });

  test('a group version lists resources with names, scope and verbs', async () => {
    const { body } = await context().client.get('/apis/apps/v1');

    const byName = (name: string) =>
      body.resources.find((resource: { name: string }) => resource.name === name);
    expect(byName('deployments')).toMatchObject({
      singularName: 'deployment',
      namespaced: true,
      kind: 'Deployment',
      shortNames: ['deploy'],
      categories: ['all'],
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
    });
    expect(byName('deployments/scale')).toMatchObject({ group: 'autoscaling', kind: 'Scale' });
  });

  test('aggregated discovery holds all groups in one document', async () => {
    const { body } = await context().client.get('/apis', { accept: AGGREGATED });

    const batch = body.items.find(
      (group: { metadata: { name: string } }) => group.metadata.name === 'batch',
    );
    const jobs = batch.versions[0].resources.find(
      (resource: { resource: string }) => resource.resource === 'jobs',
    );
    expect(body.kind).toBe('APIGroupDiscoveryList');
    expect(jobs).toMatchObject({
      scope: 'Namespaced',
      singularResource: 'job',
      responseKind: { group: '', version: '', kind: 'Job' },
    });
  });

  test('OpenAPI v3 describes a kind and which options its patch takes', async () => {
    const { client } = context();
    const index = await client.get('/openapi/v3');

    const { body } = await client.get(index.body.paths['apis/apps/v1'].serverRelativeURL);

    const schema = body.components.schemas['io.k8s.api.apps.v1.DeploymentSpec'];
    const patch = body.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'].patch;
    const names = patch.parameters.map((parameter: { name: string }) => parameter.name);
    expect(schema.required).toEqual(['selector', 'template']);
    expect(names).toEqual(expect.arrayContaining(['dryRun', 'fieldManager', 'fieldValidation']));
  });

  test('an unknown resource of a known group is a Status, an unknown group plain text', async () => {
    const { client } = context();

    const resource = await client.get('/api/v1/nonsense');
    const group = await client.get('/apis/nonsense.example.com/v1/things');

    expect(resource.status).toBe(404);
    expect(resource.body.message).toBe('the server could not find the requested resource');
    expect(group).toMatchObject({ status: 404, body: '404 page not found\n' });
  });

  test('a wrong token is refused', async () => {
    const { status, body } = await context().client.get('/api/v1/namespaces', {
      headers: { authorization: 'Bearer wrong' },
    });

    expect(status).toBe(401);
    expect(body).toMatchObject({ kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' });
  });

  test('the administrator may do everything', async () => {
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'delete', resource: 'namespaces' } },
    };

    const { status, body } = await context().client.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      review,
    );

    expect(status).toBe(201);
    expect(body.status.allowed).toBe(true);
  });
}
