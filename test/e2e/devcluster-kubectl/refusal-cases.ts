import { expect, test } from 'vitest';
import type { DevSession } from '../support/dev-session.ts';

function website(spec: object, name = 'wrong'): string {
  const apiVersion = 'demo.orkestra.io/v1alpha1';
  return JSON.stringify({ apiVersion, kind: 'Website', metadata: { name }, spec });
}

/** Mistakes, answered in the words of the real API server, and what a model cannot do. */
export function refusalCases(session: () => DevSession): void {
  const run = (args: readonly string[], input?: string) => session().kubectl(args, input);

  test.each([
    {
      mistake: 'an unknown field',
      args: ['apply', '-f', '-'],
      spec: { image: 'nginx', extra: 1 },
      message:
        'Error from server (BadRequest): error when creating "STDIN": Website in version "v1alpha1" cannot be handled as a Website: strict decoding error: unknown field "spec.extra"',
    },
    {
      mistake: 'an unknown field in a server-side apply',
      args: ['apply', '--server-side', '-f', '-'],
      spec: { image: 'nginx', extra: 1 },
      message:
        'failed to create typed patch object (default/wrong; demo.orkestra.io/v1alpha1, Kind=Website): .spec.extra: field not declared in schema',
    },
    {
      mistake: 'a field that is missing',
      args: ['apply', '-f', '-'],
      spec: { replicas: 1 },
      message: 'The Website "wrong" is invalid: spec.image: Required value',
    },
    {
      mistake: 'several wrong values',
      args: ['create', '-f', '-'],
      spec: { image: '', replicas: -1, port: 'eighty' },
      message: 'The Website "wrong" is invalid:',
      findings: [
        '* spec.image: Invalid value: "": spec.image in body should be at least 1 chars long',
        '* spec.port: Invalid value: "string": spec.port in body must be of type integer: "string"',
        '* spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0',
      ],
    },
  ])('$mistake is refused', async ({ args, spec, message, findings = [] }) => {
    const { code, stdout, stderr } = await run(args, website(spec));

    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toEqual(expect.arrayContaining(findings));
  });

  test('a name that is no name is refused with the rule', async () => {
    const { code, stderr } = await run(['apply', '-f', '-'], website({ image: 'x' }, 'Bad_Name'));

    expect(code).toBe(1);
    expect(stderr).toContain(
      'metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of',
    );
  });

  test('an unknown field is a warning with --validate=warn, and pruned', async () => {
    const args = ['apply', '--validate=warn', '-f', '-'];

    const { code, stderr } = await run(args, website({ image: 'nginx', extra: 1 }, 'pruned'));

    const stored = await session().require(['get', 'website', 'pruned', '-o', 'json']);
    expect(code).toBe(0);
    expect(stderr).toContain('Warning: unknown field "spec.extra"');
    expect(JSON.parse(stored).spec).toEqual({ image: 'nginx', replicas: 1, port: 80 });
    await session().require(['delete', 'website', 'pruned']);
  });

  test('a kind or version that is not served is named', async () => {
    const version = await run(
      ['apply', '-f', '-'],
      '{"apiVersion":"demo.orkestra.io/v9","kind":"Website","metadata":{"name":"x"}}',
    );
    const kind = await run(
      ['apply', '-f', '-'],
      '{"apiVersion":"v1","kind":"Nope","metadata":{"name":"x"}}',
    );

    expect(version.code).toBe(1);
    expect(version.stderr).toContain(
      'no matches for kind "Website" in version "demo.orkestra.io/v9"',
    );
    expect(kind.code).toBe(1);
    expect(kind.stderr).toContain('no matches for kind "Nope" in version "v1"');
  });

  test('a deployment whose selector misses its template is refused', async () => {
    const deployment = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'wrong' },
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'c' } }, spec: { containers: [{ name: 'x' }] } },
      },
    });

    const { stderr } = await run(['apply', '-f', '-'], deployment);

    expect(stderr).toContain('* spec.template.spec.containers[0].image: Required value');
    expect(stderr).toContain('`selector` does not match template `labels`');
  });

  test.each([
    { args: ['logs', 'deploy/hello'], message: 'there are no logs' },
    { args: ['exec', 'deploy/hello', '--', 'ls'], message: 'nothing to execute in' },
    { args: ['attach', 'deploy/hello'], message: 'nothing to attach to' },
    { args: ['port-forward', 'svc/hello', ':80'], message: 'carries no traffic' },
    { args: ['create', 'token', 'default'], message: 'issues no tokens' },
  ])('$args is refused with the reason', async ({ args, message }) => {
    const { code, stderr } = await run(args);

    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
}
