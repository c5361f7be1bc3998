import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type DocumentKind, type JsonSchema, loadDocumentRules } from '../../schemas/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('derived types and validators are those of the schemas', () => {
  const check = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });

  expect(check.stderr).toBe('');
  expect(check.status).toBe(0);
});

const KINDS: readonly DocumentKind[] = [
  'Katalog',
  'Komposer',
  'Motif',
  'Simulate',
  'E2E',
  'RuntimeConfig',
];

describe.each(KINDS)('the schema of %s', (kind) => {
  test('describes every field', async () => {
    const { schema } = await loadDocumentRules(kind);

    expect(undescribed(schema, '#')).toEqual([]);
  });
});

/** Places of properties without a description; a reference has that of its target. */
function undescribed(schema: unknown, at: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, $defs = {}, items, additionalProperties } = schema as JsonSchema;
  const fields = Object.entries(properties as Record<string, JsonSchema>).flatMap(
    ([key, field]) => {
      const place = `${at}/${key}`;
      const isDescribed = '$ref' in field || typeof field['description'] === 'string';
      return [...(isDescribed ? [] : [place]), ...undescribed(field, place)];
    },
  );
  const definitions = Object.entries($defs as Record<string, JsonSchema>).flatMap(
    ([key, definition]) => {
      const place = `${at}/$defs/${key}`;
      const isDescribed = typeof definition['description'] === 'string';
      return [...(isDescribed ? [] : [place]), ...undescribed(definition, place)];
    },
  );
  return [
    ...fields,
    ...definitions,
    ...undescribed(items, `${at}/items`),
    ...undescribed(additionalProperties, `${at}/*`),
  ];
}
