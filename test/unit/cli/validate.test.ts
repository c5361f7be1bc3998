import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type CommandWorld, commandWorld, websiteKatalog } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

const faulty = websiteKatalog((text) =>
  text
    .replace('replicas:', 'replicass:')
    .replace('operatorBox:', 'workers: many\n      operatorBox:'),
);

describe('ork validate', () => {
  test('makes warnings errors with --strict, in every form of the output', async () => {
    const old = websiteKatalog().replace(
      'orkestra.orkspace.io/v1',
      'orkestra.konductor.io/v1Alpha',
    );
    world = await commandWorld({ files: { 'katalog.yaml': old } });

    const lenient = await world.ork('validate', '-o', 'json');
    const strict = await world.ork('validate', '--strict', '-o', 'json');
    const text = await world.ork('validate', '--strict');

    expect(lenient.code).toBe(0);
    expect(JSON.parse(lenient.stdout).problems).toMatchObject([{ severity: 'warning' }]);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      valid: false,
      problems: [{ severity: 'error', code: 'ORK1301' }],
    });
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('error ORK1301: apiVersion');
  });

  test('sums up what is right', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(0);
    expect(stdout).toContain('✓ website  Website, demo.orkestra.io/v1alpha1, websites (dynamic)');
    expect(stdout).toContain('2 resources');
    expect(stdout).toContain('✓ 1 document valid, 1 CRD');
  });

  test('tells all problems at once, each with its line and a caret', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': faulty } });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /katalog\.yaml:\d+:\d+: error ORK\d{4}: .*replicass.*did you mean replicas\?/,
    );
    expect(stdout).toMatch(/katalog\.yaml:13:\d+: error ORK\d{4}: /);
    expect(stdout).toMatch(/\n {3}13 \| {7}workers: many\n {6}\| +\^\n/);
    expect(stdout).toContain('✗ 2 errors, 0 warnings');
  });

  test('gives the same as JSON', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': faulty } });

    const { stdout } = await world.ork('validate', '-o', 'json');

    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ valid: false, errors: 2, warnings: 0, crds: [] });
    expect(report.problems[0]).toMatchObject({ severity: 'error', file: 'katalog.yaml' });
  });

  test('annotates pull requests', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': faulty } });

    const { stdout } = await world.ork('validate', '-o', 'github');

    expect(stdout).toMatch(/^::error file=katalog\.yaml,line=13,col=\d+,title=ORK\d{4}::/m);
  });

  test('speaks SARIF', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': faulty } });

    const { stdout } = await world.ork('validate', '-o', 'sarif');

    const { runs, version } = JSON.parse(stdout);
    expect(version).toBe('2.1.0');
    expect(runs[0].results).toHaveLength(2);
    expect(runs[0].results[0].locations[0].physicalLocation.region.startLine).toBe(13);
  });

  test('checks every file below a folder on its own', async () => {
    const files = {
      'a/katalog.yaml': websiteKatalog(),
      'b/katalog.yaml': websiteKatalog(),
      'b/cr.yaml': 'kind: Website\napiVersion: demo.orkestra.io/v1alpha1\nmetadata: { name: x }',
      'node_modules/x/katalog.yaml': faulty,
    };
    world = await commandWorld({ files });

    const { code, stdout } = await world.ork('validate', '.');

    expect(stdout).toContain('✓ 2 documents valid, 2 CRDs');
    expect(code).toBe(0);
  });

  test('checks files named together as one program', async () => {
    world = await commandWorld({
      files: { 'a.yaml': websiteKatalog(), 'b.yaml': websiteKatalog() },
    });

    const { code, stdout } = await world.ork('validate', 'a.yaml', 'b.yaml');

    expect(code).toBe(1);
    expect(stdout).toContain('website-operator is declared twice');
  });

  test('rewrites unescaped quotes in place', async () => {
    const text = websiteKatalog((katalog) =>
      katalog.replace('"{{ .spec.image }}"', '"{{ default "nginx" .spec.image }}"'),
    );
    world = await commandWorld({ files: { 'katalog.yaml': text } });
    const before = await world.ork('validate');

    const { code, stderr, stdout } = await world.ork('validate', '--fix');

    expect(before.stdout).toContain('warning ORK1010');
    expect(stderr).toBe('katalog.yaml rewritten\n');
    expect(stdout).not.toContain('ORK1010');
    expect(code).toBe(0);
    expect(await readFile(join(world.folder, 'katalog.yaml'), 'utf8')).toContain(
      String.raw`"{{ default \"nginx\" .spec.image }}"`,
    );
  });

  test('--full shows the permissions of each CRD', async () => {
    world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog() } });

    const { stdout } = await world.ork('validate', '--full');

    expect(stdout).toContain('websites/status (demo.orkestra.io): patch');
    expect(stdout).toContain('deployments (apps): get, list, watch, create, patch, delete');
  });
});
